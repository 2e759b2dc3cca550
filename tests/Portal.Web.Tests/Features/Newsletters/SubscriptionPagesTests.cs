using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Newsletters;

public sealed class SubscriptionPagesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Subscribe_confirm_and_leave_by_the_links_in_the_mails(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var visitor = portal.Anonymous();
        var asked = await visitor.SubmitAsync("/newsletter", "Subscribe", ("Address", "amina@example.org"), ("Language", "en"));
        Assert.Equal("/newsletter/asked", asked.Path);
        await portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(None));

        var link = LinkIn(Assert.Single(portal.Mail.To("amina@example.org")).TextBody!, "/newsletter/confirm");
        for (var scans = 0; scans < 2; scans++)
        {
            await portal.Anonymous().GetAsync(link);
        }

        Assert.Equal(SubscriberState.Pending, (await OnlyAsync(portal)).State);
        var confirmed = await portal.Anonymous().SubmitAsync(link, "Yes, send me the newsletter");
        Assert.Equal((HttpStatusCode.OK, "Welcome, and thank you"), (confirmed.Status, confirmed.Heading));
        Assert.Equal("/account/register", confirmed.Link("Join the community"));
        Assert.Equal("What the newsletter brings you", (await portal.Anonymous().GetAsync(confirmed.Link("Choose what it brings you"))).Heading);
        Assert.Equal(SubscriberState.Confirmed, (await OnlyAsync(portal)).State);

        var leaving = portal.Services.GetRequiredService<SubscriberLinks>().Leave((await OnlyAsync(portal)).Id);
        var page = await portal.Anonymous().GetAsync(leaving);
        Assert.Equal("Leave the newsletter?", page.Heading);
        Assert.Equal(SubscriberState.Confirmed, (await OnlyAsync(portal)).State);
        var left = await page.SubmitAsync("No more newsletters");
        Assert.Contains("Done: no more newsletters. Reminders for shifts you book will still reach you.", left.Text, StringComparison.Ordinal);
        Assert.Equal("/newsletter", left.Link("Subscribe again"));
        Assert.Equal(SubscriberState.Unsubscribed, (await OnlyAsync(portal)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_that_was_used_says_so_and_asks_nothing(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var id = await ConfirmedAsync(portal);
        var links = portal.Services.GetRequiredService<SubscriberLinks>();
        var (confirm, leave) = (new Uri(links.Confirm(id)).PathAndQuery, new Uri(links.Leave(id)).PathAndQuery);
        portal.Clock.Advance(TimeSpan.FromDays(30));

        var confirmed = await portal.Anonymous().GetAsync(confirm);
        Assert.Equal("Already done: the newsletter comes to you", confirmed.Heading);
        Assert.Empty(confirmed.Document.QuerySelectorAll("main form"));
        Assert.Equal("Shall the newsletter come to you?", (await portal.Anonymous().GetAsync(confirm[..^4] + "AAAA")).Heading);
        await portal.Anonymous().SubmitAsync(leave, "No more newsletters");

        var left = await portal.Anonymous().GetAsync(leave);
        Assert.Equal("Already done: you have left the newsletter", left.Heading);
        Assert.Empty(left.Document.QuerySelectorAll("main form"));
        Assert.Equal("Leave the newsletter?", (await portal.Anonymous().GetAsync(leave[..^4] + "AAAA")).Heading);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_mail_program_leaves_with_one_post_without_cookie_or_token_of_a_form(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var id = await ConfirmedAsync(portal);
        var links = portal.Services.GetRequiredService<SubscriberLinks>();
        using var body = new StringContent("List-Unsubscribe=One-Click", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        var forged = await portal.Anonymous().Http.PostAsync(new Uri(links.Leave(id)[..^4] + "AAAA"), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(SubscriberState.Confirmed, (await OnlyAsync(portal)).State);

        using var parts = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        foreach (HttpContent content in new HttpContent[] { body, parts })
        {
            var answer = await portal.Anonymous().Http.PostAsync(new Uri(links.Leave(id)), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Equal(SubscriberState.Unsubscribed, (await OnlyAsync(portal)).State);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_answer_is_the_same_for_every_address(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await ConfirmedAsync(portal);
        var known = await portal.Anonymous().SubmitAsync("/newsletter", "Subscribe", ("Address", "AMINA@example.org"));
        var unknown = await portal.Anonymous().SubmitAsync("/newsletter", "Subscribe", ("Address", "nobody@example.org"));
        Assert.Equal((known.Path, known.Text), (unknown.Path, unknown.Text));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field_and_the_words_are_kept()
    {
        await using var portal = await PortalFactory.StartAsync();
        foreach (var wrong in new[] { "", "amina", "a b@example.org", new string('a', 300) + "@example.org", "amina\u0001@example.org" })
        {
            var page = await portal.Anonymous().SubmitAsync("/newsletter", "Subscribe", ("Address", wrong), ("Language", "fr"));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.NotEmpty(page.Document.QuerySelectorAll(".field.is-wrong #Address-wrong"));
            Assert.Equal("fr", page.Document.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task A_cut_or_old_link_is_refused_with_a_sentence()
    {
        await using var portal = await PortalFactory.StartAsync();
        foreach (var link in new[] { "/newsletter/confirm", "/newsletter/confirm?s=nonsense&t=x", $"/newsletter/confirm?s={Guid.Empty}&t=" })
        {
            var page = await portal.Anonymous().SubmitAsync(link, "Yes, send me the newsletter");
            Assert.Equal((HttpStatusCode.BadRequest, "This link does not work any more"), (page.Status, page.Heading));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_archive_shows_what_was_sent_in_the_readers_language(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var author = await portal.Data.CreateAdministratorAsync();
        var sent = NewIssue(portal, author.Id, NewsletterState.Sent, "Winter", "L’hiver");
        var english = NewIssue(portal, author.Id, NewsletterState.Sent, "Spring", null);
        var draft = NewIssue(portal, author.Id, NewsletterState.Draft, "Secret", null);
        await portal.Data.SaveAsync(sent, english, draft);
        var visitor = portal.Anonymous();
        await visitor.GetAsync("/language/fr?back=/");

        var list = await visitor.GetAsync("/newsletter/archive");
        Assert.Contains("L’hiver", list.Text, StringComparison.Ordinal);
        Assert.Contains("Spring", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", list.Text, StringComparison.Ordinal);
        var issue = await visitor.GetAsync($"/newsletter/archive/{sent.Id}");
        Assert.Equal("L’hiver", issue.Heading);
        Assert.Empty(issue.Document.QuerySelectorAll("script:not([src])"));
        Assert.Equal("en", (await visitor.GetAsync($"/newsletter/archive/{english.Id}")).Document.QuerySelector("h1")!.GetAttribute("lang"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/newsletter/archive/{draft.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/newsletter/archive/{Guid.Empty}")).Status);
    }

    private static Newsletter NewIssue(PortalFactory portal, Guid author, NewsletterState state, string english, string? french)
    {
        var now = portal.Clock.GetUtcNow();
        var issue = new Newsletter { Id = Core.Ids.New(portal.Clock), AuthorId = author, MainLanguage = "en", CreatedAt = now };
        issue.TryWrite(new NewsletterText("en", AudienceConditions.Everyone, [new("en", english, "", "<script>alert(1)</script>"), new("fr", french ?? "", "", french is null ? "" : "Bonjour")]));
        issue.State = state;
        issue.SentAt = state == NewsletterState.Sent ? now : null;
        return issue;
    }

    private static async Task<Guid> ConfirmedAsync(PortalFactory portal)
    {
        await portal.RunAsync<SubscriptionRequests, AskOutcome>(s => s.AskAsync("amina@example.org", "en", None));
        var id = (await OnlyAsync(portal)).Id;
        var token = portal.Services.GetRequiredService<SubscriberTokens>().Confirm(id);
        await portal.RunAsync<SubscriptionService, ConfirmOutcome>(s => s.ConfirmAsync(id, token, None));
        return id;
    }

    private static async Task<Subscriber> OnlyAsync(PortalFactory portal)
    {
        await using var db = portal.NewContext();
        return await db.Subscribers.AsNoTracking().SingleAsync();
    }

    private static string LinkIn(string text, string path) =>
        text.Split('\n').Select(line => line.Trim()).First(line => line.Contains(path, StringComparison.Ordinal));
}
