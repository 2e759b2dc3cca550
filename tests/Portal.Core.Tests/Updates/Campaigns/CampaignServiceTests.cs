using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Tests.Updates.Campaigns;

public sealed class CampaignServiceTests
{
    private static readonly CampaignText Text = new(LocalText.Of("Winter shelter", "Un abri pour l’hiver"), LocalText.Of("Wood and blankets."), LocalText.Of("It is **cold**."));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_sent_many_times_at_once_begins_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var administrator = await portal.Data.CreateAdministratorAsync();
        var key = Ids.New(portal.Clock);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CreateAsync(portal, administrator.Id, "winter-shelter", Text, key)));

        Assert.All(outcomes, outcome => Assert.Equal(CampaignResult.Done, outcome.Result));
        await using var db = portal.NewContext();
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("winter-shelter", Text.Name, Text.Lead, Text.Story), (campaign.Slug, campaign.Name, campaign.Lead, campaign.Story));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_who_choose_one_address_at_once_one_gets_it_and_the_others_are_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var administrator = await portal.Data.CreateAdministratorAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CreateAsync(portal, administrator.Id, "winter", Text, Ids.New(portal.Clock))));

        Assert.Single(outcomes, outcome => outcome.Result == CampaignResult.Done);
        Assert.All(outcomes.Where(outcome => outcome.Result != CampaignResult.Done), outcome => Assert.Equal((CampaignResult.Refused, SlugFault.Taken), (outcome.Result, outcome.Slug)));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var administrator = await portal.Data.CreateAdministratorAsync();
        var bad = new CampaignText(LocalText.Of(" \u0007 "), LocalText.Of(new string('x', Campaign.LeadLength + 1), "a\uFFFDb"), LocalText.Of("", new string('[', 401)));

        var outcome = await CreateAsync(portal, administrator.Id, "Winter Shelter", bad, Ids.New(portal.Clock));

        Assert.Equal((CampaignResult.Refused, SlugFault.Malformed), (outcome.Result, outcome.Slug));
        Assert.Equal(
            [new("Name", "en", TextFaultKind.Missing), new("Lead", "en", TextFaultKind.TooLong), new("Lead", "fr", TextFaultKind.Unreadable), new TextFault("Story", "fr", TextFaultKind.Tangled)],
            outcome.Faults);
        await using var db = portal.NewContext();
        Assert.False(await db.Campaigns.AnyAsync(Stop));
    }

    [Theory]
    [InlineData("", SlugFault.Missing)]
    [InlineData("a", null)]
    [InlineData("winter-2026", null)]
    [InlineData("-winter", SlugFault.Malformed)]
    [InlineData("winter-", SlugFault.Malformed)]
    [InlineData("winter--shelter", SlugFault.Malformed)]
    [InlineData("winter\n", SlugFault.Malformed)]
    [InlineData("hivér", SlugFault.Malformed)]
    [InlineData("Winter", SlugFault.Malformed)]
    [InlineData("winter.atom", SlugFault.Malformed)]
    [InlineData("a/b", SlugFault.Malformed)]
    [InlineData("\u0663", SlugFault.Malformed)]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-1", SlugFault.TooLong)]
    public void An_address_is_of_small_letters_digits_and_single_hyphens(string slug, SlugFault? fault) => Assert.Equal(fault, CampaignSlug.FaultOf(slug));

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stale_copy_is_refused_and_the_same_words_twice_are_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = (await portal.Data.CreateCampaignAsync()).Id;
        var changed = Text with { Lead = LocalText.Of("Until March.") };

        Assert.Equal(CampaignResult.Done, (await SaveAsync(portal, id, 0, Text)).Result);
        Assert.Equal(CampaignResult.Done, (await SaveAsync(portal, id, 0, Text)).Result);
        Assert.Equal(CampaignResult.ChangedMeanwhile, (await SaveAsync(portal, id, 0, changed)).Result);
        Assert.Equal(CampaignResult.Done, (await SaveAsync(portal, id, 1, changed)).Result);
        Assert.Equal(CampaignResult.NotFound, (await SaveAsync(portal, Ids.New(portal.Clock), 0, Text)).Result);

        // Two who opened the same version save at once: one of them is told.
        var both = await Task.WhenAll(SaveAsync(portal, id, 2, Text with { Lead = LocalText.Of("One") }), SaveAsync(portal, id, 2, Text with { Lead = LocalText.Of("Two") }));
        Assert.Equal([CampaignResult.Done, CampaignResult.ChangedMeanwhile], both.Select(outcome => outcome.Result).Order());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ending_and_reopening_twice_is_the_same_as_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = (await portal.Data.CreateCampaignAsync()).Id;
        var then = portal.Clock.GetUtcNow();

        Assert.Equal(CampaignResult.Done, (await EndAsync(portal, id, true)).Result);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CampaignResult.Done, (await EndAsync(portal, id, true)).Result);
        await using var db = portal.NewContext();
        Assert.Equal(then, await db.Campaigns.Select(c => c.EndedAt).SingleAsync(Stop));

        Assert.Equal(CampaignResult.Done, (await EndAsync(portal, id, false)).Result);
        Assert.Equal(CampaignResult.Done, (await EndAsync(portal, id, false)).Result);
        var reopened = await db.Campaigns.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((null, 2), (reopened.EndedAt, reopened.Version));
        Assert.Equal(CampaignResult.NotFound, (await EndAsync(portal, Ids.New(portal.Clock), true)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_runs_is_kept_for_ten_seconds_and_forgotten_with_every_change(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = (await portal.Data.CreateCampaignAsync()).Id;
        Assert.Equal(["winter-shelter"], await RunningAsync());

        // Made by another process, a second later: this one does not know yet.
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await portal.Data.CreateCampaignAsync("summer");
        Assert.Equal(["winter-shelter"], await RunningAsync());
        portal.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(["summer", "winter-shelter"], await RunningAsync());

        await EndAsync(portal, id, true);
        Assert.Equal(["summer"], await RunningAsync());

        Task<IEnumerable<string>> RunningAsync() => portal.RunAsync<RunningCampaigns, IEnumerable<string>>(async s => (await s.ReadAsync(Stop)).Select(c => c.Slug));
    }

    private static Task<CampaignOutcome> CreateAsync(TestPortal portal, Guid actorId, string slug, CampaignText text, Guid key) =>
        portal.RunAsync<CampaignService, CampaignOutcome>(s => s.CreateAsync(actorId, slug, text, key, Stop));

    private static Task<CampaignOutcome> SaveAsync(TestPortal portal, Guid id, int version, CampaignText text) =>
        portal.RunAsync<CampaignService, CampaignOutcome>(s => s.SaveAsync(Ids.New(portal.Clock), id, version, text, Stop));

    private static Task<CampaignOutcome> EndAsync(TestPortal portal, Guid id, bool ended) => portal.RunAsync<CampaignService, CampaignOutcome>(s => s.EndAsync(id, ended, Stop));
}
