using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using Portal.Core.Updates;
using Portal.Core.Updates.Planned;

namespace Portal.Core.Tests.Updates.Planned;

public sealed class PlannedPostingTests
{
    private static readonly UpdateText Text = new("Soup tonight", "At **seven**.", Severity.Normal, "en");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_is_posted_at_its_moment_once_under_its_own_identifier_whoever_comes(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var key = Ids.New(portal.Clock);
        var text = Text with { Body = "Ring 03 21 00 00 00", WhySafe = "the office" };
        var planned = (await PlanAsync(portal, organiser, organisation, text, key: key)).UpdateId!.Value;
        Assert.Equal(planned, (await PlanAsync(portal, organiser, organisation, text, key: key)).UpdateId);
        Assert.Equal((0, 0), await RunAsync(portal));
        portal.Clock.Advance(TimeSpan.FromHours(1));

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(portal)));
        Assert.Equal((0, 0), await RunAsync(portal));

        Assert.Equal((1, 0), (runs.Sum(r => r.Posted), runs.Sum(r => r.Held)));
        await using var db = portal.NewContext();
        var update = await db.Updates.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((planned, organiser, "Soup tonight", portal.Clock.GetUtcNow(), 1L), (update.Id, update.AuthorId, update.Title, update.PublishedAt, update.Seq));
        Assert.Equal(ChannelEventKind.Posted, (await db.ChannelEvents.SingleAsync(Stop)).Kind);
        Assert.False(await db.PlannedUpdates.AnyAsync(Stop));
        Assert.Equal("PhoneNumber: the office", Assert.Single(await portal.Data.RecordAsync("update.posted-with-risk")).Detail);
        Assert.Equal(planned, (await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser, organisation.Id, Channel.Public, Text, key, Stop))).UpdateId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Workers_and_whoever_gives_it_up_or_posts_it_do_one_thing_between_them(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var ids = new List<Guid>();
        for (var number = 0; number < 8; number++)
        {
            ids.Add((await PlanAsync(portal, organiser, organisation)).UpdateId!.Value);
        }

        portal.Clock.Advance(TimeSpan.FromHours(1));
        var dropped = Task.WhenAll(ids.Select(id => portal.RunAsync<PlannedUpdateService, UpdateOutcome>(s => s.DropAsync(organiser, id, Stop))));
        var now = Task.WhenAll(ids.Select(id => portal.RunAsync<PlannedPosting, UpdateOutcome>(s => s.PostNowAsync(organiser, id, Stop))));
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync(portal)));

        var gone = (await dropped).Count(o => o.Result == UpdateResult.Done);
        var posted = (await now).Count(o => o.Result == UpdateResult.Done) + runs.Sum(r => r.Posted);
        await using var db = portal.NewContext();
        Assert.Equal((ids.Count, posted), (gone + posted, await db.Updates.CountAsync(Stop)));
        Assert.Equal(posted, await db.ChannelEvents.CountAsync(Stop));
        Assert.False(await db.PlannedUpdates.AnyAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whose_author_has_left_is_held_until_another_organiser_decides(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation) = await OrganiserAsync(portal);
        var other = (await portal.Data.CreateOrganiserAsync(organisation)).Id;
        var (posted, changed) = ((await PlanAsync(portal, author, organisation)).UpdateId!.Value, (await PlanAsync(portal, author, organisation)).UpdateId!.Value);
        await using var db = portal.NewContext();
        await db.Memberships.Where(m => m.SupporterId == author).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MembershipState.Ended), Stop);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((0, 2), await RunAsync(portal));
        Assert.Equal((0, 0), await RunAsync(portal));

        var held = await ListAsync(portal, organisation);
        Assert.All(held, card => Assert.Equal([HeldReason.Author], card.Reasons));
        Assert.False(await db.Updates.AnyAsync(Stop));
        Assert.Equal(UpdateResult.NotFound, (await portal.RunAsync<PlannedPosting, UpdateOutcome>(s => s.PostNowAsync(author, posted, Stop))).Result);
        Assert.Equal(UpdateResult.Done, (await portal.RunAsync<PlannedPosting, UpdateOutcome>(s => s.PostNowAsync(other, posted, Stop))).Result);
        Assert.Equal(other, (await db.Updates.AsNoTracking().SingleAsync(Stop)).AuthorId);

        var later = portal.Clock.GetUtcNow().AddHours(1);
        Assert.Equal(UpdateResult.Done, (await ChangeAsync(portal, other, changed, version: 1, later)).Result);
        Assert.Equal(UpdateResult.ChangedMeanwhile, (await ChangeAsync(portal, other, changed, version: 1, later)).Result);
        Assert.Null(Assert.Single(await ListAsync(portal, organisation)).HeldAt);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((1, 0), await RunAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whose_shift_was_called_off_or_campaign_ended_is_held_and_says_why(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var shift = await portal.Data.CreateShiftAsync(organisation);
        var campaign = await portal.Data.CreateCampaignAsync();
        var id = (await PlanAsync(portal, organiser, organisation, Text with { CampaignId = campaign.Id }, Channel.OfShift(shift.Id))).UpdateId!.Value;
        await using var db = portal.NewContext();
        await db.Shifts.ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, ShiftStatus.Cancelled), Stop);
        await db.Campaigns.ExecuteUpdateAsync(set => set.SetProperty(c => c.EndedAt, portal.Clock.GetUtcNow()), Stop);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((0, 1), await RunAsync(portal));
        Assert.Equal([HeldReason.Channel, HeldReason.Campaign], Assert.Single(await ListAsync(portal, organisation)).Reasons);
        var refused = await portal.RunAsync<PlannedPosting, UpdateOutcome>(s => s.PostNowAsync(organiser, id, Stop));
        Assert.Equal([UpdateFault.ChannelUnknown, UpdateFault.CampaignEnded], refused.Faults);

        await db.Shifts.ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, ShiftStatus.Published), Stop);
        await db.Campaigns.ExecuteUpdateAsync(set => set.SetProperty(c => c.EndedAt, (DateTimeOffset?)null), Stop);
        Assert.Equal((0, 0), await RunAsync(portal));
        Assert.Equal([HeldReason.Moment], Assert.Single(await ListAsync(portal, organisation)).Reasons);
        Assert.Equal(UpdateResult.Done, (await portal.RunAsync<PlannedPosting, UpdateOutcome>(s => s.PostNowAsync(organiser, id, Stop))).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_could_not_be_posted_or_is_past_is_not_planned(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var (foreign, _) = await OrganiserAsync(portal);
        var ended = await portal.Data.CreateCampaignAsync(ended: true);

        Assert.Equal([UpdateFault.TitleMissing, UpdateFault.TimePast], (await PlanAsync(portal, organiser, organisation, Text with { Title = "" }, at: portal.Clock.GetUtcNow())).Faults);
        Assert.Equal([UpdateFault.TimeTooFar], (await PlanAsync(portal, organiser, organisation, at: portal.Clock.GetUtcNow().AddDays(400))).Faults);
        Assert.Equal([UpdateFault.ChannelUnknown, UpdateFault.CampaignEnded], (await PlanAsync(portal, organiser, organisation, Text with { CampaignId = ended.Id }, "organisation:other")).Faults);
        Assert.Equal(UpdateResult.NotFound, (await PlanAsync(portal, foreign, organisation)).Result);
        await using var db = portal.NewContext();
        Assert.False(await db.PlannedUpdates.AnyAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_is_posted_to_a_shift_that_is_called_off_or_not_published(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var channel = Channel.OfShift((await portal.Data.CreateShiftAsync(organisation)).Id);
        await using var db = portal.NewContext();

        foreach (var (status, expected) in new[] { (ShiftStatus.Draft, UpdateResult.Refused), (ShiftStatus.Cancelled, UpdateResult.Refused), (ShiftStatus.Published, UpdateResult.Done) })
        {
            await db.Shifts.ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, status), Stop);
            Assert.Equal(expected, (await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser, organisation.Id, channel, Text, Ids.New(portal.Clock), Stop))).Result);
        }
    }

    private static async Task<(Guid Organiser, Organisation Organisation)> OrganiserAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        return ((await portal.Data.CreateOrganiserAsync(organisation)).Id, organisation);
    }

    private static Task<UpdateOutcome> PlanAsync(
        TestPortal portal, Guid organiser, Organisation organisation, UpdateText? text = null, string channel = Channel.Public, DateTimeOffset? at = null, Guid? key = null) =>
        portal.RunAsync<PlannedUpdateService, UpdateOutcome>(s => s.PlanAsync(
            organiser, organisation.Id, channel, text ?? Text, at ?? portal.Clock.GetUtcNow().AddHours(1), key ?? Ids.New(portal.Clock), Stop));

    private static Task<UpdateOutcome> ChangeAsync(TestPortal portal, Guid organiser, Guid id, int version, DateTimeOffset at) =>
        portal.RunAsync<PlannedUpdateService, UpdateOutcome>(s => s.ChangeAsync(organiser, id, version, Text, at, Stop));

    private static Task<(int Posted, int Held)> RunAsync(TestPortal portal) => portal.RunAsync<PlannedPosting, (int, int)>(s => s.RunAsync(Stop));

    private static Task<IReadOnlyList<PlannedCard>> ListAsync(TestPortal portal, Organisation organisation) =>
        portal.RunAsync<PlannedUpdateQueries, IReadOnlyList<PlannedCard>>(s => s.OfOrganisationsAsync([organisation.Id], Stop));
}
