using Microsoft.EntityFrameworkCore;
using MimeKit;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Newsletters.Sending;

public sealed class SendingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Subscribe_confirm_read_leave_and_hear_no_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var author = await portal.Data.CreateAdministratorAsync();
        await portal.AskAsync("amina@example.org");
        await portal.DispatchAsync();
        var question = Assert.Single(portal.Inbox().To("amina@example.org"));
        Assert.Contains("/newsletter/confirm?s=", question.TextBody, StringComparison.Ordinal);
        Assert.Null(question.Headers["List-Unsubscribe"]);

        var early = await SendToAllAsync(portal, author.Id);
        Assert.Equal(0, (await portal.ProgressAsync(early)).Recipients);
        var amina = await portal.FindAsync("amina@example.org");
        await portal.ConfirmAsync(amina!.Id);
        await SendToAllAsync(portal, author.Id);
        Assert.Equal(2, portal.Inbox().To("amina@example.org").Count);

        var third = await portal.DraftAsync(author.Id);
        await portal.SendAsync(author.Id, third);
        await portal.PressAsync();
        await portal.LeaveAsync(amina.Id);
        await portal.DispatchAsync();
        Assert.Equal(2, portal.Inbox().To("amina@example.org").Count);
        Assert.Equal([("unsubscribed", 1)], (await portal.ProgressAsync(third)).SkippedFor);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_issue_bears_exactly_the_headers_by_which_one_leaves(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.SubscribeAsync("amina@example.org");
        var id = await SendToAllAsync(portal, (await portal.Data.CreateAdministratorAsync()).Id);

        var mail = portal.Inbox().To("amina@example.org").Single(m => m.Subject == "Winter");
        var address = $"{TestSettings.BaseAddress}/newsletter/unsubscribe?s={amina.Id:N}&t={portal.Tokens().Leave(amina.Id)}&i={id:N}";
        Assert.Equal("<newsletter.localhost>", mail.Headers["List-Id"]);
        Assert.Equal($"<{address}>", mail.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Contains(address, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(address.Replace("&", "&amp;", StringComparison.Ordinal), mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<strong>all</strong>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.IsType<MultipartAlternative>(mail.Body);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_reader_without_a_translation_gets_the_main_edition(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var author = await portal.Data.CreateAdministratorAsync();
        await portal.SubscribeAsync("amina@example.org");
        await portal.SubscribeAsync("jeanne@example.org", "fr");
        await SendToAllAsync(portal, author.Id);
        await SendToAllAsync(portal, author.Id, french: false);

        Assert.Equal(["L’hiver", "Winter"], portal.Inbox().To("jeanne@example.org").Select(m => m.Subject).Where(s => s is "Winter" or "L’hiver").Order());
        Assert.Equal(2, portal.Inbox().To("amina@example.org").Count(m => m.Subject == "Winter"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_audience_of_one_language_is_counted_and_reached(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(3);
        await portal.AddReadersAsync(2, "fr");
        await portal.AddReadersAsync(4, "fr", SubscriberState.Pending);
        await portal.AddReadersAsync(5, state: SubscriberState.Unsubscribed);
        await portal.AddReadersAsync(1, state: SubscriberState.Suppressed);

        var audience = await portal.RunAsync<SubscriptionQueries, Audience>(q => q.AudienceAsync(new AudienceConditions { Languages = ["fr"] }, CancellationToken.None));
        Assert.Equal(2, audience.Recipients);
        Assert.Equal([(LeftOut.Unconfirmed, 4), (LeftOut.Left, 5), (LeftOut.Suppressed, 1), (LeftOut.Language, 3)], audience.Out);

        var id = await SendToAllAsync(portal, (await portal.Data.CreateAdministratorAsync()).Id, audience: "fr");
        var progress = await portal.ProgressAsync(id);
        Assert.Equal((2, 2), (progress.Recipients, progress.Sent));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_pause_stops_sending_and_resuming_goes_on(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(3);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        await portal.SendAsync(author.Id, id);
        await portal.PressAsync();

        Assert.True(await portal.RunAsync<NewsletterService, bool>(s => s.PauseAsync(author.Id, id, CancellationToken.None)));
        Assert.False(await portal.RunAsync<NewsletterService, bool>(s => s.PauseAsync(author.Id, id, CancellationToken.None)));
        await portal.DispatchAsync();
        await portal.PressAsync();
        Assert.Equal((NewsletterState.Paused, 3), await StandsAsync(portal, id));

        Assert.True(await portal.RunAsync<NewsletterService, bool>(s => s.ResumeAsync(author.Id, id, despite: false, CancellationToken.None)));
        await portal.DispatchAsync();
        await portal.PressAsync();
        Assert.Equal((NewsletterState.Sent, 0), await StandsAsync(portal, id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_issue_stays_open_while_of_one_of_its_messages_nobody_knows_whether_it_arrived(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(3);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        await portal.SendAsync(author.Id, id);
        await portal.PressAsync();
        await portal.DispatchAsync();
        await SettleOneAsync(portal, MessageState.InDoubt);

        await portal.PressAsync();
        Assert.Equal(NewsletterState.Sending, (await portal.DetailsAsync(id)).State);

        // Held, it waits for a person and keeps nothing open.
        await SettleOneAsync(portal, MessageState.Held);
        await portal.PressAsync();
        Assert.Equal(NewsletterState.Sent, (await portal.DetailsAsync(id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_draft_is_sent_once_and_in_the_version_that_was_looked_at(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        var seen = (await portal.DetailsAsync(id)).Version;
        var text = new NewsletterText("en", AudienceConditions.Everyone, [new("en", "Spring", "", "Later.")]);
        Assert.Equal(SaveOutcome.Saved, await portal.RunAsync<NewsletterService, SaveOutcome>(s => s.SaveAsync(id, seen, text, CancellationToken.None)));
        Assert.Equal(SaveOutcome.ChangedMeanwhile, await portal.RunAsync<NewsletterService, SaveOutcome>(s => s.SaveAsync(id, seen, text, CancellationToken.None)));
        Assert.False(await portal.SendAsync(author.Id, id, seen));

        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SendAsync(author.Id, id, seen + 1)));
        Assert.Single(clicks, clicked => clicked);
        Assert.Equal(SaveOutcome.NoDraft, await portal.RunAsync<NewsletterService, SaveOutcome>(s => s.SaveAsync(id, seen + 2, text, CancellationToken.None)));
        Assert.Equal("Spring", Assert.Single((await portal.DetailsAsync(id)).Editions).Subject);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_test_goes_to_its_writer_only_and_is_marked(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(2);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        Assert.True(await portal.RunAsync<NewsletterService, bool>(s => s.TestAsync(author.Id, id, "fr", CancellationToken.None)));
        Assert.False(await portal.RunAsync<NewsletterService, bool>(s => s.TestAsync(author.Id, id, "xx", CancellationToken.None)));
        await portal.DispatchAsync();

        var mail = Assert.Single(portal.Inbox().All());
        Assert.Equal(author.Email, mail.To.Mailboxes.Single().Address);
        Assert.Equal("Essai : L’hiver", mail.Subject!.Replace('\u202f', ' ').Replace('\u00a0', ' '));
        Assert.Equal(0, (await portal.ProgressAsync(id)).Recipients);
        Assert.Equal(NewsletterState.Draft, (await portal.DetailsAsync(id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Hostile_text_becomes_neither_markup_nor_header(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.SubscribeAsync("amina@example.org");
        var author = await portal.Data.CreateAdministratorAsync();
        const string body = "<script>alert(1)</script> [tap](javascript:alert(1)) ![x](https://spy.example/p.gif) <img src=x onerror=y>";
        var text = new NewsletterText("en", AudienceConditions.Everyone, [new("en", "Hi\r\nBcc: all@example.org", "", body)]);
        var id = (await portal.RunAsync<NewsletterService, Guid?>(s => s.CreateAsync(author.Id, text, Ids.New(portal.Clock), CancellationToken.None)))!.Value;
        await portal.SendAsync(author.Id, id);
        await portal.PressAsync();
        await portal.DispatchAsync();

        var mail = portal.Inbox().To("amina@example.org").Single(m => m.Subject!.StartsWith("Hi", StringComparison.Ordinal));
        Assert.Equal("Hi Bcc: all@example.org", mail.Subject);
        Assert.Empty(mail.Bcc);
        foreach (var evil in new[] { "<script", "<img", "href=\"javascript:" })
        {
            Assert.DoesNotContain(evil, mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<Guid> SendToAllAsync(TestPortal portal, Guid author, bool french = true, string? audience = null)
    {
        var id = await portal.DraftAsync(author, audience, french);
        Assert.True(await portal.SendAsync(author, id));
        await portal.PressAsync();
        await portal.DispatchAsync();
        await portal.PressAsync();
        Assert.Equal(NewsletterState.Sent, (await portal.DetailsAsync(id)).State);
        return id;
    }

    private static async Task SettleOneAsync(TestPortal portal, MessageState state)
    {
        await using var db = portal.NewContext();
        var one = await db.Messages.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        Assert.Equal(1, await db.Messages.Where(m => m.Id == one).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state)));
    }

    private static async Task<(NewsletterState State, int Waiting)> StandsAsync(TestPortal portal, Guid id)
    {
        var progress = await portal.ProgressAsync(id);
        return (progress.State, progress.Waiting);
    }
}
