using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;

namespace Portal.Core.Tests.Data;

public sealed class MigrationTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_change_of_the_model_waits_for_a_migration(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.NewContext();

        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: ./dev migration NAME");
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_database_of_the_first_version_keeps_its_shifts_and_knows_who_was_there(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        var anna = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(anna, shift, Core.Bookings.BookingState.Completed);
        await using (var db = portal.NewContext())
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("Initial", TestContext.Current.CancellationToken);
            await migrator.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        }

        await using var after = portal.NewContext();
        var known = await after.Acquaintances.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((anna.Id, shift.OrganisationId, true), (known.SupporterId, known.OrganisationId, known.HasAttended));
        Assert.Equal(Core.Organisations.BookingRules.Usual, (await after.Organisations.SingleAsync(TestContext.Current.CancellationToken)).Rules);
        Assert.Empty((await after.Positions.SingleAsync(TestContext.Current.CancellationToken)).Qualifications);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_empty_database_is_brought_to_the_present_model(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(provider);
        await using var portal = TestPortal.StartOn(database);

        await portal.RunAsync<DatabaseStart>(start => start.StartAsync(TestContext.Current.CancellationToken));

        await using var db = portal.NewContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await db.ReminderRules.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_a_test_makes_comes_back_as_it_was(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        var shift = await portal.Data.CreateShiftAsync(positions: [("Driver", 1, 2), ("Cook", 0, 3)]);
        await portal.Data.FillAsync(shift, 2);

        var read = await portal.Data.ReadShiftAsync(shift.Id);
        Assert.Equal(TestPortal.Begin.AddDays(7), read.StartsAt);
        Assert.Equal(["Driver", "Cook"], read.Positions.Select(p => p.Name.In("en")));
        Assert.Equal([2, 0], read.Positions.Select(p => p.Held));
        Assert.All(read.Positions, p => Assert.Equal(read.StartsAt, p.BookableUntil));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Making_the_model_warns_of_nothing(DatabaseProvider provider)
    {
        var heard = new HeardWarnings();
        await using var portal = await TestPortal.StartAsync(provider, more: services =>
        {
            services.AddSingleton<ILoggerProvider>(heard);
            // So that the model is made anew and not taken over from another test.
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.EnableServiceProviderCaching(false));
            services.ConfigureDbContext<PostgresPortalDbContext>(options => options.EnableServiceProviderCaching(false));
        });
        await using var db = portal.NewContext();

        Assert.NotEmpty(db.Model.GetEntityTypes());

        Findings.None(heard.Sentences);
    }

    private sealed class HeardWarnings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Sentences { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Sentences.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
