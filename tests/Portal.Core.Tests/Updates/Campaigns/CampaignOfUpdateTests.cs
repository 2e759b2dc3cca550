using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Tests.Updates.Campaigns;

public sealed class CampaignOfUpdateTests
{
    private static readonly UpdateText Text = new("Wood", "Dry and split.", Severity.Normal, "en");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_a_campaign_that_runs_can_be_chosen_and_all_reasons_are_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var (running, ended) = (await portal.Data.CreateCampaignAsync(), await portal.Data.CreateCampaignAsync("last-winter", ended: true));

        Assert.Equal([UpdateFault.CampaignEnded], (await PostAsync(portal, organiser, organisation, ended.Id)).Faults);
        Assert.Equal([UpdateFault.CampaignUnknown], (await PostAsync(portal, organiser, organisation, Ids.New(portal.Clock))).Faults);
        Assert.Equal([UpdateFault.TitleMissing, UpdateFault.CampaignEnded], (await PostAsync(portal, organiser, organisation, ended.Id, title: "")).Faults);
        Assert.Equal([UpdateFault.ChannelUnknown, UpdateFault.CampaignEnded], (await PostAsync(portal, organiser, organisation, ended.Id, channel: Channel.OfOrganisation("another"))).Faults);
        await using var db = portal.NewContext();
        Assert.False(await db.Updates.AnyAsync(Stop));

        var id = (await PostAsync(portal, organiser, organisation, running.Id)).UpdateId!.Value;
        Assert.Equal(running.Id, await db.Updates.Select(u => u.CampaignId).SingleAsync(Stop));
        var replay = await portal.RunAsync<FrameQueries, Replay>(s => s.ReadAsync(Channel.Public, 0, Stop));
        Assert.Equal("winter-shelter", Assert.Single(replay.Frames!).Campaign);
        Assert.Equal([UpdateFault.CampaignEnded], (await EditAsync(portal, organiser, id, 0, Text with { CampaignId = ended.Id })).Faults);
        Assert.Equal([UpdateFault.TitleMissing, UpdateFault.CampaignEnded], (await EditAsync(portal, organiser, id, 0, Text with { Title = "", CampaignId = ended.Id })).Faults);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_update_keeps_a_campaign_that_ended_since_but_does_not_come_back_to_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var campaign = await portal.Data.CreateCampaignAsync();
        var id = (await PostAsync(portal, organiser, organisation, campaign.Id)).UpdateId!.Value;
        await portal.RunAsync<CampaignService, CampaignOutcome>(s => s.EndAsync(campaign.Id, ended: true, Stop));

        var own = await portal.RunAsync<UpdateQueries, OwnUpdate?>(s => s.OwnAsync(id, [organisation.Id], Stop));
        var offered = await portal.RunAsync<CampaignQueries, IReadOnlyList<CampaignChoice>>(s => s.ChoicesAsync(own!.CampaignId, Stop));
        Assert.Equal(new CampaignChoice(campaign.Id, campaign.Name, HasEnded: true), Assert.Single(offered));
        Assert.Empty(await portal.RunAsync<CampaignQueries, IReadOnlyList<CampaignChoice>>(s => s.ChoicesAsync(null, Stop)));
        Assert.Equal(UpdateResult.Done, (await EditAsync(portal, organiser, id, 0, Text with { Title = "Dry wood", CampaignId = campaign.Id })).Result);
        Assert.Equal(UpdateResult.Done, (await EditAsync(portal, organiser, id, 1, Text with { Title = "Dry wood" })).Result);
        Assert.Equal([UpdateFault.CampaignEnded], (await EditAsync(portal, organiser, id, 2, Text with { CampaignId = campaign.Id })).Faults);
        await using var db = portal.NewContext();
        Assert.Null(await db.Updates.Select(u => u.CampaignId).SingleAsync(Stop));
    }

    /// <summary>Whoever posts while it is ended was first, or is refused: no update is younger than the end.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_posted_while_it_ends_was_first_or_is_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var campaign = await portal.Data.CreateCampaignAsync();

        var posts = Enumerable.Range(0, 20).Select(_ => Task.Run(() => PostAsync(portal, organiser, organisation, campaign.Id), Stop)).ToList();
        await Task.WhenAny(posts);
        await portal.RunAsync<CampaignService, CampaignOutcome>(s => s.EndAsync(campaign.Id, ended: true, Stop));
        await using var db = portal.NewContext();
        var atTheEnd = await db.Updates.CountAsync(Stop);
        var outcomes = await Task.WhenAll(posts);

        Assert.Equal(atTheEnd, await db.Updates.CountAsync(Stop));
        Assert.Equal(atTheEnd, outcomes.Count(outcome => outcome.Result == UpdateResult.Done));
        Assert.All(outcomes.Where(outcome => outcome.Result != UpdateResult.Done), outcome => Assert.Equal([UpdateFault.CampaignEnded], outcome.Faults));
    }

    private static Task<UpdateOutcome> PostAsync(TestPortal portal, Supporter organiser, Organisation organisation, Guid campaign, string title = "Wood", string channel = Channel.Public) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, channel, Text with { Title = title, CampaignId = campaign }, Ids.New(portal.Clock), Stop));

    private static Task<UpdateOutcome> EditAsync(TestPortal portal, Supporter organiser, Guid id, int version, UpdateText text) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser.Id, id, version, text, Stop));
}
