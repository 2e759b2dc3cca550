using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Organisations;

namespace Portal.Core.Tests.Newsletters.Sending;

/// <summary>From draft to its time. Tests begin on Thursday 14 January 2027 at 09:00 UTC, 10:00 in Paris.</summary>
public sealed class DeparturesTests
{
    private static readonly Dictionary<string, string?> AsUsual = new() { ["Newsletters:TakeBackMinutes"] = "10", ["Newsletters:ReleaseAbove"] = "3" };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Now_means_in_ten_minutes_and_until_then_it_can_be_taken_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, AsUsual);
        await portal.AddReadersAsync(2);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);

        Assert.Equal(DepartureOutcome.Scheduled, (await AskAsync(portal, author, id, new(SendTiming.Now))).Outcome);
        Assert.Equal(TestPortal.Begin.AddMinutes(10), (await portal.DetailsAsync(id)).Departure.FreezeAt);
        portal.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, await StartAsync(portal));
        Assert.True(await TakeBackAsync(portal, author, id));
        portal.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal((0, NewsletterState.Draft), (await StartAsync(portal), (await portal.DetailsAsync(id)).State));

        await AskAsync(portal, author, id, new(SendTiming.Now));
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((1, NewsletterState.Freezing), (await StartAsync(portal), (await portal.DetailsAsync(id)).State));
        Assert.False(await TakeBackAsync(portal, author, id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_hour_is_that_of_the_coalition_and_a_past_one_is_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, AsUsual);
        await portal.AddReadersAsync(1);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);

        Assert.Equal(DepartureOutcome.TimePast, (await AskAsync(portal, author, id, new(SendTiming.At, new DateTime(2027, 1, 14, 9, 59, 0)))).Outcome);
        Assert.Equal(DepartureOutcome.TimePast, (await AskAsync(portal, author, id, new(SendTiming.At))).Outcome);
        Assert.Equal(DepartureOutcome.Scheduled, (await AskAsync(portal, author, id, new(SendTiming.At, new DateTime(2027, 3, 28, 2, 30, 0)))).Outcome);

        // Half past two does not exist on that night: it is half past three.
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 30, 0, TimeSpan.Zero), (await portal.DetailsAsync(id)).Departure.FreezeAt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nine_wherever_readers_live_is_prepared_an_hour_before_the_first_and_refused_where_it_is_past(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, AsUsual);
        await portal.AddReadersAsync(2);
        await LiveInAsync(portal, "Asia/Tokyo");
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);

        var past = await AskAsync(portal, author, id, new(SendTiming.Morning, Day: new(2027, 1, 14)));
        Assert.Equal(DepartureOutcome.MorningPast, past.Outcome);
        Assert.Equal(["Asia/Tokyo", "Europe/Paris"], past.Zones);
        portal.Clock.Advance(TimeSpan.FromHours(16));
        Assert.Equal(["Asia/Tokyo"], (await AskAsync(portal, author, id, new(SendTiming.Morning, Day: new(2027, 1, 15)))).Zones);

        Assert.Equal(DepartureOutcome.Scheduled, (await AskAsync(portal, author, id, new(SendTiming.Morning, Day: new(2027, 1, 16)))).Outcome);
        Assert.Equal(new DateTimeOffset(2027, 1, 15, 23, 0, 0, TimeSpan.Zero), (await portal.DetailsAsync(id)).Departure.FreezeAt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_large_one_goes_only_when_a_second_person_released_the_version_they_saw(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, AsUsual);
        await portal.AddReadersAsync(4);
        var (author, second) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync());
        var member = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var partner = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync(standing: Standing.Partner));
        var id = await portal.DraftAsync(author.Id);

        Assert.Equal(DepartureOutcome.Unheard, (await AskAsync(portal, author, id, new(SendTiming.Now))).Outcome);
        Assert.Equal(DepartureOutcome.AwaitsRelease, (await AskAsync(portal, author, id, new(SendTiming.Now) { GoesUnheard = true })).Outcome);
        portal.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(0, await StartAsync(portal));
        var seen = (await portal.DetailsAsync(id)).Version;
        foreach (var nobody in new[] { author, partner, await portal.Data.CreateSupporterAsync() })
        {
            Assert.Equal(DepartureOutcome.NotYours, (await ReleaseAsync(portal, nobody, id, seen)).Outcome);
        }

        Assert.Equal(DepartureOutcome.Changed, (await ReleaseAsync(portal, member, id, seen - 1)).Outcome);
        var clicks = await Task.WhenAll(ReleaseAsync(portal, member, id, seen), ReleaseAsync(portal, second, id, seen));
        Assert.Single(clicks, click => click.Outcome == DepartureOutcome.Scheduled);
        Assert.Equal(portal.Clock.GetUtcNow().AddMinutes(10), (await portal.DetailsAsync(id)).Departure.FreezeAt);
        Assert.Equal(0, await StartAsync(portal));
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await StartAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_released_it_may_take_it_back_and_a_new_text_needs_a_new_release(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, AsUsual);
        await portal.AddReadersAsync(4);
        var author = await portal.Data.CreateAdministratorAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        var (member, other) = (await portal.Data.CreateOrganiserAsync(organisation), await portal.Data.CreateOrganiserAsync(organisation));
        var id = await portal.DraftAsync(author.Id);
        await AskAsync(portal, author, id, new(SendTiming.Now) { GoesUnheard = true });
        await ReleaseAsync(portal, member, id, (await portal.DetailsAsync(id)).Version);

        Assert.False(await TakeBackAsync(portal, other, id));
        Assert.True(await TakeBackAsync(portal, member, id));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await StartAsync(portal));
        Assert.Equal(DepartureOutcome.AwaitsRelease, (await AskAsync(portal, author, id, new(SendTiming.Now) { GoesUnheard = true })).Outcome);
        Assert.True((await portal.DetailsAsync(id)).Departure.AwaitsRelease);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Many_workers_begin_it_once_and_its_blocks_are_kept_as_they_were_then(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, AsUsual);
        await portal.AddReadersAsync(1);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id, body: "Hello.\n\n{{shifts}}\n\nBye.");
        await AskAsync(portal, author, id, new(SendTiming.Now));
        portal.Clock.Advance(TimeSpan.FromMinutes(10));

        var begun = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(portal)));
        Assert.Equal(1, begun.Sum());
        await portal.Data.CreateShiftAsync();
        await portal.PressAsync();
        await portal.DispatchAsync();

        var mail = Assert.Single(portal.Inbox().All());
        Assert.Contains("Right now every coming shift has enough people.", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_outgrew_what_it_was_asked_or_released_for_waits_for_another_look(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, AsUsual);
        await portal.AddReadersAsync(3);
        var (author, second) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync());
        var id = await portal.DraftAsync(author.Id);
        Assert.Equal(DepartureOutcome.Scheduled, (await AskAsync(portal, author, id, new(SendTiming.Now))).Outcome);

        // Asked for three, which needs nobody else; then there are eight.
        await portal.AddReadersAsync(5, "fr");
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await StartAsync(portal));
        Assert.True((await portal.DetailsAsync(id)).Departure.AwaitsRelease);
        Assert.Equal(DepartureOutcome.NotYours, (await ReleaseAsync(portal, author, id, (await portal.DetailsAsync(id)).Version)).Outcome);
        await portal.DispatchAsync();
        Assert.Equal([author.Email, second.Email], portal.Inbox().All().Select(mail => mail.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        Assert.All(portal.Inbox().All(), mail => Assert.Contains("It would go to 8 readers; it was asked or released for 3.", mail.TextBody, StringComparison.Ordinal));

        // Released for eight: three more are within what nobody else has to see, four are not.
        await ReleaseAsync(portal, second, id, (await portal.DetailsAsync(id)).Version);
        await portal.AddReadersAsync(4, "de");
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await StartAsync(portal));
        Assert.Equal((true, null), ((await portal.DetailsAsync(id)).Departure.AwaitsRelease, (await portal.DetailsAsync(id)).Departure.ReleasedById));
        await ReleaseAsync(portal, second, id, (await portal.DetailsAsync(id)).Version);
        await portal.AddReadersAsync(3, "nl");
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await StartAsync(portal));
        await portal.PressAsync();
        Assert.Equal(15, (await portal.ProgressAsync(id)).Recipients);
    }

    private static Task<DepartureAnswer> AskAsync(TestPortal portal, Supporter who, Guid id, DepartureWish wish) => portal.RunAsync<NewsletterDepartures, DepartureAnswer>(
        async d => await d.AskAsync(who.Id, id, (await portal.DetailsAsync(id)).Version, wish, CancellationToken.None));

    private static Task<DepartureAnswer> ReleaseAsync(TestPortal portal, Supporter who, Guid id, int version) =>
        portal.RunAsync<NewsletterDepartures, DepartureAnswer>(d => d.ReleaseAsync(who.Id, id, version, CancellationToken.None));

    private static Task<bool> TakeBackAsync(TestPortal portal, Supporter who, Guid id) =>
        portal.RunAsync<NewsletterDepartures, bool>(d => d.TakeBackAsync(who.Id, id, CancellationToken.None));

    private static Task<int> StartAsync(TestPortal portal) => portal.RunAsync<NewsletterDepartures, int>(d => d.StartDueAsync(CancellationToken.None));

    private static async Task LiveInAsync(TestPortal portal, string zone)
    {
        await using var db = portal.NewContext();
        var one = await db.Subscribers.OrderBy(s => s.Id).FirstAsync();
        one.TimeZone = zone;
        await db.SaveChangesAsync();
    }
}
