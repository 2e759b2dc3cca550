using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Features.Admin.Newsletters;

/// <summary>Asking to send, releasing and taking back, by the pages.</summary>
public sealed class DeparturePagesTests
{
    private static readonly Dictionary<string, string?> AsUsual = new() { ["Newsletters:TakeBackMinutes"] = "10", ["Newsletters:ReleaseAbove"] = "2" };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_small_one_says_when_it_goes_and_can_be_taken_back(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider, AsUsual);
        await portal.Data.CreateReadersAsync(2);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await DraftAsync(client);

        var scheduled = await client.SubmitAsync($"{draft.Path}/send", "Send to 2 people");
        Assert.Contains("You can still take it back for 10 minutes", (await client.GetAsync($"{(await DraftAsync(client)).Path}/send")).Text, StringComparison.Ordinal);
        Assert.Contains("Sending begins today at 10:10 (Calais time). Until then it can be taken back.", scheduled.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{draft.Path}/edit")).Status);
        var back = await scheduled.SubmitAsync("Take it back");
        Assert.Contains("it is a draft again", back.Text, StringComparison.Ordinal);

        var past = await client.SubmitAsync($"{draft.Path}/send", "Send to 2 people", ("Form.Timing", "Morning"), ("Form.Day", "2027-01-14"));
        Assert.Contains("09:00 of that day is past for some readers", past.Text, StringComparison.Ordinal);
        Assert.Contains("Europe/Paris", past.Text, StringComparison.Ordinal);
        var none = await client.SubmitAsync($"{draft.Path}/send", "Send to 2 people", ("Form.Timing", "At"));
        Assert.NotEmpty(none.Document.QuerySelectorAll(".error-summary li"));
        var morning = await client.SubmitAsync($"{draft.Path}/send", "Send to 2 people", ("Form.Timing", "Morning"), ("Form.Day", "2027-01-16"));
        Assert.Contains("It arrives on Saturday 16 January at 09:00, wherever each reader lives.", morning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("At", "0001-01-01")]
    [InlineData("At", "9999-12-31")]
    [InlineData("At", "2027-01-12")]
    [InlineData("At", "2029-01-15")]
    [InlineData("Morning", "0001-01-01")]
    [InlineData("Morning", "9999-12-31")]
    public async Task A_day_long_past_or_years_ahead_is_refused_with_a_sentence(string timing, string day)
    {
        await using var portal = await PortalFactory.StartAsync(settings: AsUsual);
        await portal.Data.CreateReadersAsync(2);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await DraftAsync(client);

        var refused = await client.SubmitAsync($"{draft.Path}/send", "Send to 2 people", ("Form.Timing", timing), ("Form.Day", day), ("Form.Time", "00:00"));

        Assert.Contains("Please choose a day from today until two years ahead.", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_within_two_years_is_taken()
    {
        await using var portal = await PortalFactory.StartAsync(settings: AsUsual);
        await portal.Data.CreateReadersAsync(2);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await DraftAsync(client);

        var taken = await client.SubmitAsync($"{draft.Path}/send", "Send to 2 people", ("Form.Timing", "At"), ("Form.Day", "2029-01-14"), ("Form.Time", "23:59"));

        Assert.Empty(taken.Document.QuerySelectorAll(".error-summary li"));
        Assert.Contains("14 January", taken.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_large_one_is_read_in_all_languages_and_released_by_an_organiser_who_did_not_ask(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider, AsUsual);
        await portal.Data.CreateReadersAsync(3);
        var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync("Ruth"));
        var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        var partner = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync(standing: Standing.Partner)));
        var draft = await DraftAsync(admin);
        Assert.Equal(HttpStatusCode.NotFound, (await organiser.GetAsync(Released(draft))).Status);

        var asks = await admin.SubmitAsync($"{draft.Path}/send", "Ask for its release");
        Assert.Contains("Please tick the box", asks.Text, StringComparison.Ordinal);
        var waiting = await asks.SubmitAsync("Ask for its release", ("Form.GoesUnheard", "true"));
        Assert.Contains("You asked for it, so somebody else releases it.", waiting.Text, StringComparison.Ordinal);
        Assert.Empty(waiting.Document.QuerySelectorAll("[action$='/release']"));
        Assert.Contains("It goes out 10 minutes after its release; until then it can be taken back.", waiting.Text, StringComparison.Ordinal);
        Assert.Single(waiting.Document.QuerySelectorAll($"a[href='{Released(draft)}']"));
        Assert.Equal("1", (await organiser.GetAsync("/organise")).Document.QuerySelector("a[href='/organise/newsletters'] .tag")?.TextContent);
        Assert.Null((await partner.GetAsync("/organise")).Document.QuerySelector("a[href='/organise/newsletters'] .tag"));
        portal.Clock.Advance(TimeSpan.FromMinutes(80));

        Assert.Contains("Ruth asked; it has waited for 1 h 20 min.", (await organiser.GetAsync("/organise/newsletters")).Text, StringComparison.Ordinal);
        var look = await organiser.GetAsync(Released(draft));
        Assert.Equal(2, look.Document.QuerySelectorAll(".preview").Length);
        Assert.Contains("It reaches 3 people. Please read every language", look.Text, StringComparison.Ordinal);
        Assert.Contains("Bonjour", look.Text, StringComparison.Ordinal);
        using var whole = await organiser.Http.GetAsync(new Uri(new Uri(portal.BaseAddress), $"{Released(draft)}/preview/fr"), CancellationToken.None);
        Assert.Contains("Quitter la lettre", await whole.Content.ReadAsStringAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.Contains("sandbox", whole.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var path in new[] { "/organise/newsletters", Released(draft), $"{Released(draft)}/preview/fr" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync(path)).Status);
        }

        var released = await look.SubmitAsync("Release it");
        Assert.Contains("Released, thank you.", released.Text, StringComparison.Ordinal);
        Assert.Contains("released it", (await admin.GetAsync(draft.Path)).Text, StringComparison.Ordinal);
        Assert.Contains("it is a draft again", (await released.SubmitAsync("Take it back")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_changed_since_it_was_looked_at_is_not_released(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider, AsUsual);
        await portal.Data.CreateReadersAsync(3);
        var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        var draft = await DraftAsync(admin);
        await admin.SubmitAsync($"{draft.Path}/send", "Ask for its release", ("Form.GoesUnheard", "true"));
        var look = await organiser.GetAsync(Released(draft));
        await admin.SubmitAsync(draft.Path, "Take it back");
        await admin.SubmitAsync($"{draft.Path}/edit", "Save the draft", ("Form.Editions[0].Body", "Something else"));
        await admin.SubmitAsync($"{draft.Path}/send", "Ask for its release", ("Form.GoesUnheard", "true"));

        Assert.Contains("It has changed since you looked", (await look.SubmitAsync("Release it")).Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Null((await db.Newsletters.SingleAsync(CancellationToken.None)).ReleasedById);
    }

    private static string Released(Page draft) => draft.Path.Replace("/admin/", "/organise/", StringComparison.Ordinal);

    private static Task<Page> DraftAsync(FormClient client) => client.SubmitAsync(
        "/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hello"), ("Form.Editions[1].Subject", "L’hiver"), ("Form.Editions[1].Body", "Bonjour"));
}
