using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Tests.Mail.Events;

namespace Portal.Core.Tests.Mail;

public sealed class SmtpTests
{
    private static readonly string Unsubscribe = $"<https://localhost/newsletter/unsubscribe?s={new string('0', 32)}&t={new string('x', 120)}>";

    [Fact]
    public async Task A_mail_goes_over_with_both_parts_its_headers_and_its_calendar()
    {
        await using var server = SmtpStand.Start();
        await using var portal = await StartAsync(server);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync("Amélie"), "one");

        await portal.DispatchAsync();

        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(id)).State);
        var mail = Assert.Single(server.Mails);
        Assert.Equal("Your shift  Bcc: eve@example.org", mail.Subject);
        Assert.Equal("Amélie", mail.To.Mailboxes.Single().Name);
        Assert.Equal($"{id:N}@example.org", mail.MessageId);
        Assert.Contains("Tea & <b>bread</b>", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Tea &amp; &lt;b&gt;bread&lt;/b&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("shift.ics", Assert.Single(mail.Attachments).ContentDisposition?.FileName);
        Assert.Null(mail.Headers["X-Evil"]);
        Assert.Equal(["EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"], server.Commands.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task The_address_that_ends_a_subscription_arrives_whole()
    {
        await using var server = SmtpStand.Start();
        await using var portal = await StartAsync(server);

        var answer = await portal.Services.GetRequiredService<IMailTransport>().SendAsync(Mail() with
        {
            Headers = new Dictionary<string, string> { ["List-Unsubscribe"] = Unsubscribe, ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click", ["List-Id"] = "<news.example.org>" },
        }, MailTests.Stop);

        Assert.Equal(TransportAnswer.Accepted, answer);
        var mail = Assert.Single(server.Mails);
        Assert.Equal(
            (Unsubscribe, "List-Unsubscribe=One-Click", "<news.example.org>"),
            (mail.Headers[HeaderId.ListUnsubscribe], mail.Headers[HeaderId.ListUnsubscribePost], mail.Headers[HeaderId.ListId]));
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(part => part.ContentType.MimeType));
    }

    [Theory]
    [InlineData("CONNECT", "421 closing", TransportAnswerKind.Later, "smtp-connect")]
    [InlineData("CONNECT", "554 no service", TransportAnswerKind.Later, "smtp-connect")]
    [InlineData("CONNECT", SmtpStand.Cut, TransportAnswerKind.Later, "smtp-connect")]
    [InlineData("EHLO", "250 stand", TransportAnswerKind.Barred, "smtp-authentication")]
    [InlineData("AUTH", "535 wrong", TransportAnswerKind.Barred, "smtp-authentication")]
    [InlineData("AUTH", "454 later", TransportAnswerKind.Later, "smtp-454")]
    [InlineData("AUTH", SmtpStand.Cut, TransportAnswerKind.Later, "smtp-connect")]
    [InlineData("MAIL", "530 sign in", TransportAnswerKind.Barred, "smtp-530")]
    [InlineData("MAIL", "550 not you", TransportAnswerKind.Barred, "smtp-550")]
    [InlineData("MAIL", "552 too large", TransportAnswerKind.Refused, "smtp-552")]
    [InlineData("MAIL", "421 closing", TransportAnswerKind.Later, "smtp-421")]
    [InlineData("MAIL", SmtpStand.Cut, TransportAnswerKind.Later, "smtp-no-answer")]
    [InlineData("RCPT", "550 unknown", TransportAnswerKind.Refused, "smtp-550")]
    [InlineData("RCPT", "450 busy", TransportAnswerKind.Deferred, "deferred 450")]
    [InlineData("RCPT", "451 greylisted", TransportAnswerKind.Deferred, "deferred 451")]
    [InlineData("RCPT", "452 full", TransportAnswerKind.Deferred, "deferred 452")]
    [InlineData("RCPT", "421 closing", TransportAnswerKind.Later, "smtp-421")]
    [InlineData("RCPT", SmtpStand.Cut, TransportAnswerKind.Later, "smtp-no-answer")]
    [InlineData("DATA", "451 later", TransportAnswerKind.Later, "smtp-451")]
    [InlineData("DATA", "554 no", TransportAnswerKind.Refused, "smtp-554")]
    [InlineData("DATA", SmtpStand.Cut, TransportAnswerKind.Later, "smtp-no-answer")]
    [InlineData(".", "452 full", TransportAnswerKind.Later, "smtp-452")]
    [InlineData(".", "554 spam", TransportAnswerKind.Refused, "smtp-554")]
    [InlineData(".", SmtpStand.Cut, TransportAnswerKind.Doubtful, "smtp-no-answer")]
    [InlineData("QUIT", SmtpStand.Cut, TransportAnswerKind.Accepted, null)]
    [InlineData("QUIT", "500 stay", TransportAnswerKind.Accepted, null)]
    public async Task Every_answer_is_understood(string command, string answer, TransportAnswerKind kind, string? reason)
    {
        await using var server = SmtpStand.Start((command, answer));
        await using var portal = await StartAsync(server);

        var understood = await portal.Services.GetRequiredService<IMailTransport>().SendAsync(Mail(), MailTests.Stop);

        Assert.Equal((kind, reason), (understood.Kind, understood.Reason));
    }

    [Theory]
    [InlineData("CONNECT", TransportAnswerKind.Later)]
    [InlineData("AUTH", TransportAnswerKind.Later)]
    [InlineData("RCPT", TransportAnswerKind.Later)]
    [InlineData(".", TransportAnswerKind.Doubtful)]
    [InlineData("QUIT", TransportAnswerKind.Accepted)]
    public async Task A_server_that_falls_silent_is_waited_for_so_long_and_in_doubt_only_once_it_has_the_mail(string command, TransportAnswerKind kind)
    {
        await using var server = SmtpStand.Start((command, SmtpStand.Hang));
        await using var portal = await StartAsync(server);

        var sending = portal.Services.GetRequiredService<IMailTransport>().SendAsync(Mail(), MailTests.Stop);
        await server.ReachedAsync(command);
        Assert.False(sending.IsCompleted);
        portal.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(kind, (await sending).Kind);
    }

    [Fact]
    public async Task A_server_that_is_not_there_leaves_no_doubt()
    {
        var gone = SmtpStand.Start();
        await gone.DisposeAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, gone.Settings, MailTests.Writers);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");

        await portal.DispatchAsync();

        Assert.Equal((MessageState.Pending, "smtp-connect"), ((await portal.ReadAsync(id)).State, (await portal.ReadAsync(id)).Reason));
    }

    [Fact]
    public async Task A_server_without_TLS_is_given_neither_password_nor_mail_unless_somebody_says_so()
    {
        await using var server = SmtpStand.Start();
        var settings = server.Settings;
        settings.Remove("Mail:Smtp:RequiresTls");
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, settings, MailTests.Writers);
        await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "a");

        await portal.DispatchAsync();

        Assert.Equal("smtp-no-tls", await portal.Services.GetRequiredService<MailSwitchService>().StoppedBecauseAsync(MailTests.Stop));
        Assert.Empty(server.Mails);
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_refused_password_stops_all_and_burns_nothing(DatabaseProvider provider)
    {
        await using var server = SmtpStand.Start(("AUTH", "535 wrong"));
        await using var portal = await StartAsync(server, provider);
        var amina = await portal.Data.CreateSupporterAsync();
        Guid[] ids = [await portal.WriteAsync(amina, "a"), await portal.WriteAsync(amina, "b")];

        await portal.DispatchAsync();
        await portal.DispatchAsync();

        var mailSwitch = portal.Services.GetRequiredService<MailSwitchService>();
        Assert.Equal("smtp-authentication", await mailSwitch.StoppedBecauseAsync(MailTests.Stop));
        Assert.Single(server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        server.Answer("AUTH", "235 welcome");
        await mailSwitch.ResumeAsync(MailTests.Stop);
        await portal.DispatchAsync();
        Assert.Equal(2, server.Mails.Count);
        foreach (var id in ids)
        {
            Assert.Equal(MessageState.Sent, (await portal.ReadAsync(id)).State);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_refused_recipient_fails_alone_and_a_busy_server_is_asked_again(DatabaseProvider provider)
    {
        await using var server = SmtpStand.Start(("RCPT", "550 unknown"));
        await using var portal = await StartAsync(server, provider);
        var amina = await portal.Data.CreateSupporterAsync();
        var unknown = await portal.WriteAsync(amina, "unknown");
        await portal.DispatchAsync();
        server.Answer("RCPT", "450 busy");
        var busy = await portal.WriteAsync(amina, "busy");
        await portal.DispatchAsync();
        Assert.Equal((MessageState.Failed, "smtp-550"), ((await portal.ReadAsync(unknown)).State, (await portal.ReadAsync(unknown)).Reason));
        Assert.Equal((MessageState.Pending, "deferred 450"), ((await portal.ReadAsync(busy)).State, (await portal.ReadAsync(busy)).Reason));

        server.Answer("RCPT", "250 well");
        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        await portal.DispatchAsync();

        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(busy)).State);
        Assert.Single(server.Mails);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Recipients_that_are_to_wait_stop_nobody_and_are_not_hurried_by_what_others_get(DatabaseProvider provider)
    {
        await using var server = SmtpStand.Start(("RCPT TO:<grey", "451 greylisted"));
        await using var portal = await StartAsync(server, provider);
        var greys = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            greys.Add(await portal.WriteAsync(await portal.Data.CreateSupporterAsync(email: $"grey{number}@example.org"), $"grey{number}"));
        }

        var amina = await portal.Data.CreateSupporterAsync();
        var honest = await portal.WriteAsync(amina, "honest");
        await portal.DispatchAsync();

        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(honest)).State);
        var due = await DueAsync();
        await portal.WriteAsync(amina, "another");
        await portal.DispatchAsync();
        Assert.Equal(2, server.Mails.Count);
        Assert.Equal(due, await DueAsync());

        server.Answer("RCPT TO:<grey", "250 well");
        portal.Clock.Advance(Backoff.Longest);
        await portal.DispatchAsync();
        Assert.Equal(5, server.Mails.Count);

        async Task<List<DateTimeOffset>> DueAsync()
        {
            var all = new List<DateTimeOffset>();
            foreach (var id in greys)
            {
                var message = await portal.ReadAsync(id);
                Assert.Equal((MessageState.Pending, "deferred 451", 1), (message.State, message.Reason, message.Attempts));
                Assert.True(message.DueAt > portal.Clock.GetUtcNow());
                all.Add(message.DueAt);
            }

            return all;
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Readers_of_a_newsletter_that_are_to_wait_stop_none_of_the_others(DatabaseProvider provider)
    {
        await using var server = SmtpStand.Start(("RCPT TO:<grey", "451 greylisted"));
        await using var portal = await StartAsync(server, provider);
        var newsletter = await portal.NewsletterAsync();
        var readers = await portal.SubscribersAsync(3, "grey");
        readers.AddRange(await portal.SubscribersAsync(2));
        var messages = await portal.SentAsync(newsletter.Id, readers, MessageState.Pending);

        await portal.DispatchAsync();

        Assert.Equal(2, server.Mails.Count);
        foreach (var grey in messages.Take(3))
        {
            var message = await portal.ReadAsync(grey.Id);
            Assert.Equal((MessageState.Pending, "deferred 451"), (message.State, message.Reason));
            Assert.True(message.DueAt > portal.Clock.GetUtcNow());
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_end_of_an_outage_hurries_what_was_turned_away_and_not_what_its_recipient_defers(DatabaseProvider provider)
    {
        await using var server = SmtpStand.Start(("RCPT TO:<grey", "451 greylisted"));
        await using var portal = await StartAsync(server, provider);
        var grey = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(email: "grey@example.org"), "grey");
        await portal.DispatchAsync();
        var due = (await portal.ReadAsync(grey)).DueAt;
        var amina = await portal.Data.CreateSupporterAsync();
        server.Answer("MAIL", "421 closing");
        var away = await portal.WriteAsync(amina, "away");
        await portal.DispatchAsync();
        Assert.Equal((MessageState.Pending, "smtp-421"), ((await portal.ReadAsync(away)).State, (await portal.ReadAsync(away)).Reason));

        server.Answer("MAIL", "250 well");
        await portal.WriteAsync(amina, "next");
        await portal.DispatchAsync();

        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(away)).State);
        Assert.Equal((MessageState.Pending, due), ((await portal.ReadAsync(grey)).State, (await portal.ReadAsync(grey)).DueAt));
    }

    [Theory]
    [InlineData(".a@example.org")]
    [InlineData("a.@example.org")]
    [InlineData("a..b@example.org")]
    public async Task An_address_that_no_mail_can_be_written_to_is_refused_and_leaves_no_doubt(string address)
    {
        await using var server = SmtpStand.Start();
        await using var portal = await StartAsync(server);

        var answer = await portal.Services.GetRequiredService<IMailTransport>().SendAsync(Mail() with { To = new MailAddress(address, "Amina") }, MailTests.Stop);

        Assert.Equal((TransportAnswerKind.Refused, "address-unfit"), (answer.Kind, answer.Reason));
        Assert.DoesNotContain(server.Commands, line => line.StartsWith("DATA", StringComparison.Ordinal));
    }

    private static OutgoingMail Mail() => new(Guid.CreateVersion7(), MailPriority.Booking, "Your shift", "<p>Hello</p>", "Hello")
    {
        From = new MailAddress("appeal@example.org", "Calais Appeal"),
        To = new MailAddress("amina@example.org", "Amina"),
    };

    private static Task<TestPortal> StartAsync(SmtpStand server, DatabaseProvider provider = DatabaseProvider.Sqlite) =>
        TestPortal.StartAsync(provider, server.Settings, MailTests.Writers);
}
