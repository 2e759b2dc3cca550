using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Data.Demo;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Benchmarks;

/// <summary>The core without web, on a database of its own.</summary>
internal static class BenchServices
{
    public static ServiceProvider Build(DatabaseProvider database, string connection, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:Provider"] = database.ToString(),
            ["ConnectionStrings:Portal"] = connection,
            ["Portal:BaseAddress"] = "https://example.org",
            ["Secrets:MasterKey"] = Convert.ToBase64String(new byte[32]),
        }).AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Benchmark", ApplicationName = "Portal.Benchmarks", ContentRootPath = AppContext.BaseDirectory });
        services.AddPortalCore(configuration);
        return services.BuildServiceProvider();
    }
}

/// <summary>People and positions to book, enough that nobody is asked twice.</summary>
internal sealed record BenchGround(IReadOnlyList<Guid> People, IReadOnlyList<Position> Positions)
{
    /// <summary>On a database made anew; those who can sign in do so with the password of the demo data.</summary>
    public static async Task<BenchGround> MakeAsync(ServiceProvider services, int count, bool signIn = false)
    {
        var clock = TimeProvider.System;
        var now = clock.GetUtcNow();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.Database.EnsureDeletedAsync();
        await scope.ServiceProvider.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
        var organisation = new Organisation { Id = Ids.New(clock), Slug = "bench", Name = "Bench", Standing = Standing.Member, Summary = LocalText.Of("Bench"), Description = LocalText.Of("Bench") };
        var activity = new Activity { Id = Ids.New(clock), OrganisationId = organisation.Id, Name = LocalText.Of("Bench"), DefaultVisibility = Visibility.Public };
        db.AddRange(organisation, activity);
        var positions = Enumerable.Range(0, 100).Select(n => Shift(db, organisation, activity, now.AddDays(2).AddHours(n * 4))).ToList();
        await db.SaveChangesAsync();
        var people = new List<Guid>();
        var password = signIn ? scope.ServiceProvider.GetRequiredService<IPasswordHasher<Supporter>>().HashPassword(null!, DemoData.Password) : null;
        foreach (var slice in Enumerable.Range(0, count).Chunk(4_000))
        {
            db.ChangeTracker.Clear();
            people.AddRange(slice.Select(n => Person(db, n, password)));
            await db.SaveChangesAsync();
        }

        return new BenchGround(people, positions);
    }

    /// <summary>Fails loudly if a counter and its rows disagree: a fast wrong answer is none. How many bookings there are.</summary>
    public async Task<int> CheckAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var held = await db.Positions.SumAsync(p => p.Held);
        var rows = await db.Bookings.CountAsync(b => b.State == BookingState.Confirmed);
        Console.WriteLine($"{rows:n0} bookings, counters say {held:n0}: {(rows == held ? "consistent" : "WRONG")}");
        return rows;
    }

    private static Position Shift(PortalDbContext db, Organisation organisation, Activity activity, DateTimeOffset start)
    {
        var clock = TimeProvider.System;
        var shift = new Shift { Id = Ids.New(clock), OrganisationId = organisation.Id, ActivityId = activity.Id, StartsAt = start, EndsAt = start.AddHours(2), Visibility = Visibility.Public, CreatedAt = start };
        var position = new Position { Id = Ids.New(clock), ShiftId = shift.Id, Name = LocalText.Of("Team"), Minimum = 0, Capacity = 1_000_000 };
        shift.Positions.Add(position);
        shift.TryPublish(clock.GetUtcNow());
        db.Shifts.Add(shift);
        db.Entry(position).Property(p => p.BookableUntil).CurrentValue = start;
        return position;
    }

    public static string EmailOf(int n) => $"b{n:00000}@example.org";

    private static Guid Person(PortalDbContext db, int n, string? password)
    {
        var clock = TimeProvider.System;
        var email = EmailOf(n);
        var person = new Supporter
        {
            Id = Ids.New(clock),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = "bench",
            PasswordHash = password,
            DisplayName = "Bench",
            CreatedAt = clock.GetUtcNow(),
            AdultSince = clock.GetUtcNow(),
            CodeOfConduct = CodeOfConduct.CurrentVersion,
        };
        db.Add(person);
        db.Add(new SupporterLock { SupporterId = person.Id });
        return person.Id;
    }
}
