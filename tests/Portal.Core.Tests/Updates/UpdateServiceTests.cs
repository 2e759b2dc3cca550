using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Updates;

public sealed class UpdateServiceTests
{
    private static readonly UpdateText Text = new("Third eviction this week", "Tents were taken. **Collective Aid** is restocking.", Severity.Normal, "en");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Fifty_posts_at_once_get_fifty_numbers_without_a_gap(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(portal, organiser, organisation)));

        Assert.All(outcomes, outcome => Assert.Equal(UpdateResult.Done, outcome.Result));
        Assert.Equal(50, outcomes.Select(o => o.UpdateId).Distinct().Count());
        await using var db = portal.NewContext();
        Assert.Equal(Enumerable.Range(1, 50).Select(n => (long)n), await db.ChannelEvents.OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync(Stop));
        Assert.Equal(50, await db.Channels.Where(c => c.Name == Channel.Public).Select(c => c.Head).SingleAsync(Stop));
    }

    /// <summary>The control: whoever reads the head and adds one, without the guarded statement, meets somebody with the same number.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Reading_the_head_and_adding_one_gives_a_number_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        await PostAsync(portal, organiser, organisation);
        await using var one = portal.NewContext();
        await using var other = portal.NewContext();
        var update = await one.Updates.AsNoTracking().SingleAsync(Stop);

        foreach (var db in new[] { one, other })
        {
            var seq = update.Seq + 1;
            db.ChannelEvents.Add(new ChannelEvent { Channel = Channel.Public, Seq = seq, UpdateId = update.Id, Kind = ChannelEventKind.Edited, At = portal.Clock.GetUtcNow() });
        }

        await one.SaveChangesAsync(Stop);
        await Assert.ThrowsAsync<DbUpdateException>(() => other.SaveChangesAsync(Stop));
    }

    [Theory]
    [InlineData("\u200B", "Hot", UpdateFault.TitleMissing)]
    [InlineData("\u2060\u200E", "Hot", UpdateFault.TitleMissing)]
    [InlineData("\u3164", "Hot", UpdateFault.TitleMissing)]
    [InlineData("Soup", "____", UpdateFault.BodyMissing)]
    [InlineData("Soup", "&nbsp;", UpdateFault.BodyMissing)]
    [InlineData("Soup", "\u2800", UpdateFault.BodyMissing)]
    [InlineData("Soup", "[](https://a.example)", UpdateFault.BodyMissing)]
    public void What_nobody_sees_is_missing(string title, string body, UpdateFault fault) =>
        Assert.Equal([fault], UpdateService.FaultsOf(new UpdateText(title, body, Severity.Normal, "en"), Channel.Public));

    [Theory]
    [InlineData("!")]
    [InlineData("\uD83D\uDD25")]
    [InlineData("نور")]
    public void Whatever_is_seen_is_a_text(string text) =>
        Assert.Empty(UpdateService.FaultsOf(new UpdateText(text, text, Severity.Normal, "en"), Channel.Public));

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_sent_many_times_at_once_posts_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var key = Ids.New(portal.Clock);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(portal, organiser, organisation, key: key)));

        Assert.Single(outcomes.Distinct().Select(o => (o.Result, o.UpdateId)).Distinct());
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Updates.CountAsync(Stop));
        Assert.Equal(1, await db.Channels.Where(c => c.Name == Channel.Public).Select(c => c.Head).SingleAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Editing_and_withdrawing_are_events_of_their_own_and_leave_no_words(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var id = (await PostAsync(portal, organiser, organisation)).UpdateId!.Value;
        var changed = Text with { Title = "Fourth eviction this week" };

        Assert.Equal(UpdateResult.Done, (await EditAsync(portal, organiser, id, 0, changed)).Result);
        Assert.Equal(UpdateResult.Done, (await EditAsync(portal, organiser, id, 0, changed)).Result);
        Assert.Equal(UpdateResult.ChangedMeanwhile, (await EditAsync(portal, organiser, id, 0, Text)).Result);
        Assert.Equal(UpdateResult.Done, (await WithdrawAsync(portal, organiser, id)).Result);
        Assert.Equal(UpdateResult.Done, (await WithdrawAsync(portal, organiser, id)).Result);
        Assert.Equal(UpdateResult.Withdrawn, (await EditAsync(portal, organiser, id, 1, Text)).Result);

        await using var db = portal.NewContext();
        Assert.Equal(
            [ChannelEventKind.Posted, ChannelEventKind.Edited, ChannelEventKind.Withdrawn],
            await db.ChannelEvents.OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Stop));
        var update = await db.Updates.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("", "", "", 1L), (update.Title, update.Body, update.Html, update.Seq));
        Assert.NotNull(update.WithdrawnAt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_active_organisers_of_that_organisation_may(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var id = (await PostAsync(portal, organiser, organisation)).UpdateId!.Value;
        var (foreign, _) = await OrganiserAsync(portal);
        var volunteer = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(volunteer, organisation);
        var former = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(former, organisation, MembershipRole.Organiser, MembershipState.Ended);
        var suspended = await portal.Data.CreateSupporterAsync(suspended: true);
        await portal.Data.MakeMemberAsync(suspended, organisation, MembershipRole.Organiser);

        foreach (var other in new[] { foreign, volunteer, former, suspended })
        {
            Assert.Equal(UpdateResult.NotFound, (await PostAsync(portal, other, organisation)).Result);
            Assert.Equal(UpdateResult.NotFound, (await EditAsync(portal, other, id, 0, Text with { Title = "No" })).Result);
            Assert.Equal(UpdateResult.NotFound, (await WithdrawAsync(portal, other, id)).Result);
        }

        await using var db = portal.NewContext();
        Assert.Equal(1, await db.ChannelEvents.CountAsync(Stop));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var bad = new UpdateText(" \u0007 ", new string('x', Update.BodyLength + 1), (Severity)9, "xx");

        var outcome = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, "shift:1", bad, Ids.New(portal.Clock), Stop));

        Assert.Equal(
            [UpdateFault.TitleMissing, UpdateFault.BodyTooLong, UpdateFault.SeverityUnknown, UpdateFault.LanguageUnknown, UpdateFault.ChannelUnknown],
            outcome.Faults);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xD800)]
    [InlineData(0xFFFD)]
    public async Task Characters_that_nobody_can_show_are_refused(int code)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var (organiser, organisation) = await OrganiserAsync(portal);

        var outcome = await PostAsync(portal, organiser, organisation, text: Text with { Title = $"a{(char)code}b" });

        Assert.Equal([UpdateFault.Unreadable], outcome.Faults);
    }

    [Fact]
    public void Controls_are_taken_out_and_a_title_is_one_line() =>
        Assert.Equal(new UpdateText("a b", "one\ntwo", Severity.Normal, "en"), new UpdateText(" a\r\nb\u0001\u202E ", "one\r\n\u2066two\u0008 ", Severity.Normal, "en").Cleaned());

    private static async Task<(Supporter Organiser, Organisation Organisation)> OrganiserAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        return (await portal.Data.CreateOrganiserAsync(organisation), organisation);
    }

    private static Task<UpdateOutcome> PostAsync(TestPortal portal, Supporter organiser, Organisation organisation, UpdateText? text = null, Guid? key = null) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, Channel.Public, text ?? Text, key ?? Ids.New(portal.Clock), Stop));

    private static Task<UpdateOutcome> EditAsync(TestPortal portal, Supporter organiser, Guid id, int version, UpdateText text) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser.Id, id, version, text, Stop));

    private static Task<UpdateOutcome> WithdrawAsync(TestPortal portal, Supporter organiser, Guid id) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(organiser.Id, id, Stop));
}
