using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Actions;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Tests.Actions;

public sealed class ActionServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_form_calls_for_one_action_and_only_for_ones_own_group(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (own, foreign) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var organiser = await portal.Data.CreateOrganiserAsync(own);
        var (key, plan) = (Ids.New(portal.Clock), Plan(portal));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AddAsync(portal, organiser, key, own, plan)));

        Assert.All(outcomes, outcome => Assert.Equal(ActionSaving.Done, outcome.Result));
        Assert.Equal(ActionSaving.NotFound, (await AddAsync(portal, organiser, Ids.New(portal.Clock), foreign, plan)).Result);
        Assert.Equal(ActionSaving.NotFound, (await SaveAsync(portal, await portal.Data.CreateOrganiserAsync(foreign), key, 1, plan)).Result);
        Assert.Equal(ActionSaving.NotFound, (await portal.RunAsync<ActionService, ActionOutcome>(async s => await s.EndAsync((await portal.Data.CreateSupporterAsync()).Id, key, ended: true, Stop))).Result);
        await using var db = portal.NewContext();
        Assert.Equal("Write to your MP", (await db.SolidarityActions.SingleAsync(Stop)).Title.In("en"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_that_is_wrong_is_told_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var own = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(own);
        var today = Today(portal);

        var outcome = await AddAsync(portal, organiser, Ids.New(portal.Clock), own, Plan(portal) with
        {
            Title = LocalText.Of(" "),
            Steps = LocalText.Of("", new string('x', SolidarityAction.TextLength + 1)),
            Goal = 0,
            Deadline = today.AddDays(-1),
        });

        Assert.Equal([("Title", TextFaultKind.Missing), ("Steps", TextFaultKind.TooLong)], outcome.TextFaults.Select(f => (f.Field, f.Kind)));
        Assert.Equal([ActionFault.Goal, ActionFault.Deadline], outcome.Faults);
        foreach (var (goal, day) in new (int?, DateOnly?)[] { (null, null), (-1, today.AddDays(401)), (SolidarityAction.MostGoal + 1, today.AddDays(-400)) })
        {
            Assert.Equal([ActionFault.Goal, ActionFault.Deadline], (await AddAsync(portal, organiser, Ids.New(portal.Clock), own, Plan(portal) with { Goal = goal, Deadline = day })).Faults);
        }

        Assert.Equal([ActionFault.Campaign], (await AddAsync(portal, organiser, Ids.New(portal.Clock), own, Plan(portal) with { CampaignId = Ids.New(portal.Clock) })).Faults);
        var over = await portal.Data.CreateCampaignAsync(ended: true);
        Assert.Equal([ActionFault.Campaign], (await AddAsync(portal, organiser, Ids.New(portal.Clock), own, Plan(portal) with { CampaignId = over.Id })).Faults);
        await using var db = portal.NewContext();
        Assert.False(await db.SolidarityActions.AnyAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_place_in_it_goes_out_with_a_reason_on_record_only(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var own = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(own);
        var (key, plan) = (Ids.New(portal.Clock), Plan(portal) with { Draft = LocalText.Of("", "Rendez-vous au 12 rue de la Paix") });

        Assert.Equal([ActionFault.LacksReason], (await AddAsync(portal, organiser, key, own, plan)).Faults);
        Assert.Equal(ActionSaving.Done, (await AddAsync(portal, organiser, key, own, plan with { WhySafe = "the town hall’s own address" })).Result);

        Assert.Equal("Address: the town hall’s own address", Assert.Single(await portal.Data.RecordAsync("action.written-with-risk")).Detail);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stale_form_changes_nothing_and_what_was_done_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var own = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(own);
        var (key, plan) = (Ids.New(portal.Clock), Plan(portal));
        await AddAsync(portal, organiser, key, own, plan);
        await portal.RunAsync<ActionDoing, DoneOutcome>(async d => await d.DoAsync((await portal.Data.CreateSupporterAsync()).Id, key, null, "en", Stop));

        Assert.Equal(ActionSaving.Done, (await SaveAsync(portal, organiser, key, 1, plan with { Goal = 500 })).Result);
        Assert.Equal(ActionSaving.ChangedMeanwhile, (await SaveAsync(portal, organiser, key, 1, plan with { Goal = 7 })).Result);

        // Its last day may have passed when only a word of it is mended.
        portal.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(ActionSaving.Done, (await SaveAsync(portal, organiser, key, 2, plan with { Goal = 500, Lead = LocalText.Of("Thank you") })).Result);
        await using var db = portal.NewContext();
        var action = await db.SolidarityActions.SingleAsync(Stop);
        Assert.Equal((500, 1, "Thank you"), (action.Goal, action.Done, action.Lead.In("en")));
    }

    private static ActionPlan Plan(TestPortal portal) => TestActions.Plan(Today(portal));

    private static DateOnly Today(TestPortal portal) => ActionDay.Today(portal.Clock);

    private static Task<ActionOutcome> AddAsync(TestPortal portal, Supporter organiser, Guid key, Organisation organisation, ActionPlan plan) =>
        portal.RunAsync<ActionService, ActionOutcome>(s => s.AddAsync(organiser.Id, key, organisation.Id, plan, Stop));

    private static Task<ActionOutcome> SaveAsync(TestPortal portal, Supporter organiser, Guid id, int version, ActionPlan plan) =>
        portal.RunAsync<ActionService, ActionOutcome>(s => s.SaveAsync(organiser.Id, id, version, plan, Stop));
}
