using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Admin.Newsletters;

public sealed class NewsletterPagesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task From_draft_to_sent(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateReadersAsync(2, "en", "en");
        await portal.Data.CreateReadersAsync(1, "fr", "fr");
        var writer = await portal.Data.CreateAdministratorAsync("Ruth");
        var client = await portal.SignedInAsync(writer);

        var draft = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Come **soon**."));
        Assert.Equal(("Winter", HttpStatusCode.OK), (draft.Heading, draft.Status));
        Assert.Contains("It reaches 3 people.", draft.Text, StringComparison.Ordinal);
        Assert.Contains("French (1)", draft.Text, StringComparison.Ordinal);
        Assert.Contains("Come soon.", draft.Text, StringComparison.Ordinal);

        await draft.SubmitAsync("Send me a test in English");
        await DispatchAsync(portal);
        Assert.Equal("Test: Winter", Assert.Single(portal.Mail.All()).Subject);

        var asks = await client.GetAsync($"{draft.Path}/send");
        Assert.Contains("goes to 3 people", asks.Text, StringComparison.Ordinal);
        var sending = await asks.SubmitAsync("Send to 3 people");
        Assert.Contains("0 of 3 settled", sending.Text, StringComparison.Ordinal);
        Assert.NotNull(sending.Form("Pause"));
        await DispatchAsync(portal);
        var settled = await client.GetAsync(draft.Path);
        Assert.Contains("3 of 3 settled", settled.Text, StringComparison.Ordinal);
        Assert.Empty(settled.Document.QuerySelectorAll("[action$='/pause'], [href$='/cancel']"));
        await portal.RunAsync<NewsletterPress, int>(p => p.RunAsync(None));

        var sent = await client.GetAsync(draft.Path);
        Assert.Contains("3 of 3 settled", sent.Text, StringComparison.Ordinal);
        Assert.Equal("3", sent.Document.QuerySelector("[data-number=sent]")!.TextContent);
        Assert.Equal("3", sent.Document.QuerySelector("progress")!.GetAttribute("value"));
        Assert.Equal(4, portal.Mail.All().Count);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_from_a_mail_is_refused_with_a_sentence_that_names_it()
    {
        await using var portal = await PortalFactory.StartAsync();
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        var refused = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "[here](/shifts) and [there](//evil.example)"));
        Assert.Contains("The link to “//evil.example” leads nowhere from an e-mail.", refused.Text, StringComparison.Ordinal);

        var draft = await refused.SubmitAsync("Save the draft", ("Form.Editions[0].Body", "[here](/shifts)"));
        Assert.Equal("Winter", draft.Heading);
        Assert.NotNull(draft.Document.QuerySelector("a[href^='http'][href$='/shifts']"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_double_tap_begins_one_draft(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var page = await client.GetAsync("/admin/newsletters/new");
        page = await page.SubmitAsync("Show what it looks like", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Come **soon**."));

        var drafts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => page.SubmitAsync("Save the draft")));
        var late = await page.SubmitAsync("Save the draft");

        Assert.All(drafts, draft => Assert.Equal(late.Path, draft.Path));
        await using var db = portal.NewContext();
        Assert.Single(db.Newsletters);
        page = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.FormKey", null), ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        Assert.Contains("did not arrive as a whole", page.Text, StringComparison.Ordinal);
        Assert.Single(db.Newsletters);
    }

    [Fact]
    public async Task A_text_that_would_keep_the_portal_busy_is_refused_with_a_sentence_also_when_only_looked_at()
    {
        await using var portal = await PortalFactory.StartAsync();
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        foreach (var button in new[] { "Show what it looks like", "Save the draft" })
        {
            var page = await client.SubmitAsync("/admin/newsletters/new", button, ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", new string('[', 19_000)));

            Assert.Contains("too many brackets", page.Text, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Pause_resume_and_call_off_by_button(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateReadersAsync(2, "en", "en");
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        await client.SubmitAsync($"{draft.Path}/send", "Send to 2 people");

        var paused = await client.SubmitAsync(draft.Path, "Pause");
        Assert.Contains("Paused", paused.Text, StringComparison.Ordinal);
        await DispatchAsync(portal);
        Assert.Empty(portal.Mail.All());
        await paused.SubmitAsync("Resume");
        var asks = await client.GetAsync($"{draft.Path}/cancel");
        Assert.Contains("2 people who have not got it yet never will", asks.Text, StringComparison.Ordinal);
        var cancelled = await asks.SubmitAsync("Call it off for good");
        Assert.Contains("2 were not sent because it was called off", cancelled.Text, StringComparison.Ordinal);
        await DispatchAsync(portal);
        Assert.Empty(portal.Mail.All());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{draft.Path}/send")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{draft.Path}/edit")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_script_gets_the_numbers_that_the_page_shows(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateReadersAsync(3, "en", "en");
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        await client.SubmitAsync($"{draft.Path}/send", "Send to 3 people");
        await DispatchAsync(portal);

        var numbers = await client.Http.GetFromJsonAsync<JsonElement>(new Uri(new Uri(portal.BaseAddress), $"{draft.Path}/progress"), None);
        Assert.Equal(("Sending", 3, 3, 0), (numbers.GetProperty("state").GetString(), numbers.GetProperty("sent").GetInt32(), numbers.GetProperty("settled").GetInt32(), numbers.GetProperty("waiting").GetInt32()));
    }

    [Fact]
    public async Task What_is_wrong_with_a_draft_is_said_at_its_fields()
    {
        await using var portal = await PortalFactory.StartAsync();
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var empty = await client.SubmitAsync("/admin/newsletters/new", "Save the draft");
        Assert.Contains("The main language needs a subject and a text.", empty.Text, StringComparison.Ordinal);

        var half = await client.SubmitAsync(
            "/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", new string('x', 151)), ("Form.Editions[0].Body", "kept words"));
        Assert.Contains("at most 150 characters", half.Text, StringComparison.Ordinal);
        Assert.Contains("kept words", half.Text, StringComparison.Ordinal);
        var alone = await client.SubmitAsync(
            "/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "x"), ("Form.Editions[0].Body", "x"), ("Form.Editions[1].Subject", "Seul"));
        Assert.Contains("This subject needs a text", alone.Document.QuerySelector(".field.is-wrong .wrong")!.TextContent, StringComparison.Ordinal);

        var longBody = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "x"), ("Form.Editions[0].Body", new string('x', 40_001)));
        Assert.Contains("at most 40000 characters", longBody.Text.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var foreign = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.MainLanguage", "xx"), ("Form.Editions[0].Language", ""));
        Assert.Equal(HttpStatusCode.OK, foreign.Status);

        var ringing = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "a\u0007b"), ("Form.Editions[0].Body", "c"));
        Assert.Equal("ab", ringing.Heading);
        var broken = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "a\0b"), ("Form.Editions[0].Body", "c"));
        Assert.Equal(HttpStatusCode.BadRequest, broken.Status);
    }

    [Fact]
    public async Task Looking_saves_nothing_and_shows_no_hostile_markup()
    {
        await using var portal = await PortalFactory.StartAsync();
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        const string hostile = "**Hi** <img src=x onerror=alert(1)> [x](javascript:alert(1))";
        var look = await client.SubmitAsync("/admin/newsletters/new", "Show what it looks like", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", hostile));
        var preview = look.Document.QuerySelector(".preview .prose")!;
        Assert.Equal("Hi", preview.QuerySelector("strong")!.TextContent);
        Assert.Empty(preview.QuerySelectorAll("img, script, [onerror], [href^=javascript]"));
        Assert.Contains("No newsletter yet", (await client.GetAsync("/admin/newsletters")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_somebody_else_saved_is_not_overwritten()
    {
        await using var portal = await PortalFactory.StartAsync();
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        var (mine, theirs) = (await client.GetAsync($"{draft.Path}/edit"), await client.GetAsync($"{draft.Path}/edit"));
        Assert.Equal("Spring", (await theirs.SubmitAsync("Save the draft", ("Form.Editions[0].Subject", "Spring"))).Heading);
        var refused = await mine.SubmitAsync("Save the draft", ("Form.Editions[0].Subject", "Summer"));
        Assert.Contains("Somebody else saved this newsletter", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Spring", (await client.GetAsync(draft.Path)).Heading);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_administrators_come_in(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await admin.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        var supporter = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        foreach (var path in new[] { "/admin/newsletters", "/admin/newsletters/new", draft.Path, $"{draft.Path}/edit", $"{draft.Path}/send", $"{draft.Path}/cancel", $"{draft.Path}/progress" })
        {
            foreach (var client in new[] { organiser, supporter })
            {
                Assert.True((await client.GetAsync(path)).Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, path);
            }

            Assert.DoesNotContain("Winter", (await portal.Anonymous().GetAsync(path)).Source, StringComparison.Ordinal);
        }

        foreach (var path in new[] { $"/admin/newsletters/{Guid.Empty}", $"/admin/newsletters/{Guid.Empty}/edit", $"/admin/newsletters/{Guid.Empty}/progress", $"/admin/newsletters/{Guid.Empty}/send" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(path)).Status);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_newsletter_that_does_not_exist_is_not_found_whatever_is_done_with_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var page = await client.GetAsync("/admin/newsletters/new");
        var token = page.Document.QuerySelector("form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var act in new[] { "edit", "edit?act=look", "send", "pause", "resume", "cancel", "test?language=en" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/newsletters/{Guid.CreateVersion7()}/{act}")
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
            };
            Assert.Equal((act, HttpStatusCode.NotFound), (act, (await client.Http.SendAsync(request, None)).StatusCode));
        }
    }

    [Fact]
    public async Task Words_that_cannot_be_read_are_refused_at_their_field()
    {
        await using var portal = await PortalFactory.StartAsync();
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        var page = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter \uFFFD"), ("Form.Editions[0].Body", "Hi"));

        Assert.Equal("Subject: Some characters cannot be shown. Please remove them and write those words again.", page.Document.QuerySelector(".error-summary li")!.TextContent);
        await using var db = portal.NewContext();
        Assert.Empty(db.Newsletters);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Pages_ask_the_database_as_often_for_many_as_for_few(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await admin.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        string[] paths = ["/admin/newsletters", "/admin/newsletters/new", draft.Path, $"{draft.Path}/send", "/newsletter/archive", "/newsletter"];
        var few = await CountAsync(portal, admin, paths);
        await portal.Data.CreateReadersAsync(200, "en", "en");
        await portal.Data.CreateReadersAsync(200, "fr", "fr");
        for (var more = 0; more < 12; more++)
        {
            await admin.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        }

        Assert.Equal(few, await CountAsync(portal, admin, paths));
        Assert.All(few, count => Assert.InRange(count, 0, 6));
    }

    private static async Task<List<int>> CountAsync(PortalFactory portal, FormClient client, string[] paths)
    {
        var counts = new List<int>();
        foreach (var path in paths)
        {
            await client.GetAsync(path);
            counts.Add((await portal.Queries.DuringAsync(() => client.GetAsync(path))).Count);
        }

        return counts;
    }

    private static Task<DispatchReport> DispatchAsync(PortalFactory portal) =>
        portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(None));
}
