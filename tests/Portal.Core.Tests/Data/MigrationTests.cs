using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
}
