using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Shifts.Files;

namespace Portal.Core.Tests.Shifts.Files;

public sealed class ImportRunsTests
{
    private const string Header = "activity,date,start,end,positions,status\n";
    private const string Line = "Kitchen,2027-01-31,18:00,21:00,Cook (1-2),published\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_double_tap_begins_one_run_whose_end_says_what_was_made(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);
        var key = Ids.New(portal.Clock);

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Runs(portal).BeginAsync(organiser, key, 3, Token)));
        var order = new ImportOrder(begun[0].Id, organiser, key, Header + Line + Line + Line, Publish: false);
        Assert.Equal(ImportRunState.Running, (await FindAsync(portal, organiser, order.RunId))!.Run.State);
        await Runs(portal).MakeAsync(order, Token);

        Assert.Equal((order.RunId, 1), (Assert.Single(begun.Select(b => b.Id).Distinct()), begun.Count(b => b.IsNew)));
        var run = (await FindAsync(portal, organiser, order.RunId))!.Run;
        Assert.Equal((ImportRunState.Done, 3, 3), (run.State, run.Shifts, run.Published));
        Assert.Null(await FindAsync(portal, await GroundAsync(portal), order.RunId));
        await using var db = portal.NewContext();
        Assert.Equal((3, 1), (await db.Shifts.CountAsync(Token), await db.ImportRuns.CountAsync(Token)));

        portal.Clock.Advance(ImportRuns.Remembered - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await Runs(portal).ForgetAsync(Token));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Runs(portal).ForgetAsync(Token));
        Assert.Equal((3, 0), (await db.Shifts.CountAsync(Token), await db.ImportRuns.CountAsync(Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task How_far_it_is_can_be_read_while_it_is_at_work_and_nobody_sees_a_part_of_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);
        var key = Ids.New(portal.Clock);
        var (run, _) = await Runs(portal).BeginAsync(organiser, key, 1000, Token);
        var making = Task.Run(() => Runs(portal).MakeAsync(new(run, organiser, key, Header + string.Concat(Enumerable.Repeat(Line, 1000)), Publish: false), Token), Token);

        var seen = new SortedSet<int>();
        await using var db = portal.NewContext();
        while (!making.IsCompleted)
        {
            var progress = (await FindAsync(portal, organiser, run))!;
            var shifts = await db.Shifts.CountAsync(Token);
            Assert.True(shifts is 0 or 1000, $"{shifts} of 1000 were seen.");
            if (progress is { Run.State: ImportRunState.Running, Made: { } made })
            {
                seen.Add(made);
            }
        }

        await making;
        Assert.Contains(seen, made => made is > 0 and < 1000);
        Assert.Equal(ImportRunState.Done, (await FindAsync(portal, organiser, run))!.Run.State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_run_whose_process_died_is_said_to_have_stopped_and_nothing_of_it_is_made_even_if_it_lives_on(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);
        var key = Ids.New(portal.Clock);
        var (run, _) = await Runs(portal).BeginAsync(organiser, key, 1, Token);

        Assert.Equal(ImportRunState.Running, (await FindAsync(portal, organiser, run))!.Run.State);
        portal.Clock.Advance(ImportRuns.Patience + TimeSpan.FromSeconds(1));
        Assert.Equal(ImportRunState.Stopped, (await FindAsync(portal, organiser, run))!.Run.State);
        await Runs(portal).MakeAsync(new(run, organiser, key, Header + Line, Publish: false), Token);

        Assert.Equal(ImportRunState.Stopped, (await FindAsync(portal, organiser, run))!.Run.State);
        await using var db = portal.NewContext();
        Assert.Equal((0, 0), (await db.Shifts.CountAsync(Token), await db.FormOutcomes.CountAsync(Token)));

        // The same file, begun anew.
        var other = Ids.New(portal.Clock);
        var (second, isNew) = await Runs(portal).BeginAsync(organiser, other, 1, Token);
        await Runs(portal).MakeAsync(new(second, organiser, other, Header + Line, Publish: false), Token);
        Assert.Equal((true, ImportRunState.Done, 1), (isNew, (await FindAsync(portal, organiser, second))!.Run.State, await db.Shifts.CountAsync(Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_process_that_stops_in_order_says_so_at_once_and_a_file_that_no_longer_fits_is_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);
        var (stopped, key) = ((await Runs(portal).BeginAsync(organiser, Ids.New(portal.Clock), 1, Token)).Id, Ids.New(portal.Clock));
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runs(portal).MakeAsync(new(stopped, organiser, key, Header + Line, Publish: false), stopping.Token));
        Assert.Equal(ImportRunState.Stopped, (await FindAsync(portal, organiser, stopped))!.Run.State);

        var (refused, _) = await Runs(portal).BeginAsync(organiser, key, 1, Token);
        await Runs(portal).MakeAsync(new(refused, organiser, key, Header + Line.Replace("Kitchen", "Party", StringComparison.Ordinal), Publish: false), Token);
        Assert.Equal(ImportRunState.Refused, (await FindAsync(portal, organiser, refused))!.Run.State);
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Shifts.CountAsync(Token));
    }

    private static ImportRuns Runs(TestPortal portal) => portal.Services.GetRequiredService<ImportRuns>();

    private static Task<ImportProgress?> FindAsync(TestPortal portal, Guid who, Guid run) => Runs(portal).FindAsync(who, run, Token);

    private static async Task<Guid> GroundAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateActivityAsync(organisation, "Kitchen");
        return (await portal.Data.CreateOrganiserAsync(organisation)).Id;
    }
}
