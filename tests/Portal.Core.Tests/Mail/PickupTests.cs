using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Core.Tests.Mail;

public sealed class PickupTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_message_becomes_a_file_named_by_its_id_with_both_parts_and_the_calendar(DatabaseProvider provider)
    {
        var folder = TestFolder.New("pickup");
        await using var portal = await StartAsync(provider, folder);
        var amina = await portal.Data.CreateSupporterAsync("Amina <b>&");

        var id = await portal.WriteAsync(amina, "one");
        var report = await portal.DispatchAsync();

        Assert.Equal(1, report[MessageState.Sent]);
        var message = await portal.ReadAsync(id);
        Assert.Equal((MessageState.Sent, 1, null, null), (message.State, message.Attempts, message.LeaseToken, message.Reason));
        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal($"{id}.eml", Path.GetFileName(file));
        using var mail = await MimeMessage.LoadAsync(file, MailTests.Stop);
        Assert.Equal(amina.Email, Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal("Your shift  Bcc: eve@example.org", mail.Subject);
        Assert.Empty(mail.Bcc);
        Assert.False(mail.Headers.Contains("X-Evil"));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Contains("Tea & <b>bread</b> for 5 > 4", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Hello Amina <b>&", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://localhost/a?b=1&c=2", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Tea &amp; &lt;b&gt;bread&lt;/b&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<p>Warm <em>socks</em></p>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("shift.ics", Assert.Single(mail.Attachments).ContentDisposition?.FileName);
    }

    [Theory]
    [InlineData("en", "I’m coming:\nhttps://localhost/a", "Choose reminders:")]
    [InlineData("fr", "I’m coming\u202f:\nhttps://localhost/a", "Choose reminders\u202f:")]
    public async Task The_text_part_sets_its_colons_as_its_language_does(string language, string button, string footer)
    {
        var folder = TestFolder.New("pickup");
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, folder);
        await portal.WriteAsync(await portal.Data.CreateSupporterAsync(language: language), "one");
        await portal.DispatchAsync();

        using var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(folder)), MailTests.Stop);

        Assert.Contains(button, mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(footer, mail.TextBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_recipient_is_read_again_right_before_sending(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, TestFolder.New("pickup"));
        var suspended = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(suspended: true), "suspended");
        var unconfirmed = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(confirmed: false), "unconfirmed");
        var account = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(confirmed: false), "account", priority: MailPriority.Account);
        var skips = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "skips", "skips");
        var late = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "late", expiresIn: TimeSpan.FromHours(1));
        portal.Clock.Advance(TimeSpan.FromHours(1));

        await portal.DispatchAsync();

        Assert.Equal((MessageState.Skipped, "suspended"), await StandAsync(suspended));
        Assert.Equal((MessageState.Skipped, "unconfirmed"), await StandAsync(unconfirmed));
        Assert.Equal((MessageState.Skipped, "booking-cancelled"), await StandAsync(skips));
        Assert.Equal((MessageState.Skipped, "expired"), await StandAsync(late));
        Assert.Equal((MessageState.Sent, null), await StandAsync(account));

        async Task<(MessageState State, string? Reason)> StandAsync(Guid id)
        {
            var message = await portal.ReadAsync(id);
            return (message.State, message.Reason);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_template_that_throws_fails_alone(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, TestFolder.New("pickup"));
        var amina = await portal.Data.CreateSupporterAsync();
        var broken = await portal.WriteAsync(amina, "broken", "throws");
        var unknown = await portal.WriteAsync(amina, "unknown", "nobody-writes-this");
        var good = await portal.WriteAsync(amina, "good");

        await portal.DispatchAsync();

        var failed = await portal.ReadAsync(broken);
        Assert.Equal((MessageState.Failed, "template-failed: InvalidOperationException"), (failed.State, failed.Reason));
        Assert.Equal("template-unknown", (await portal.ReadAsync(unknown)).Reason);
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(good)).State);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_burns_nothing()
    {
        var folder = TestFolder.New("pickup");
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, Path.Combine(folder, "file", "below"));
        // The folder was good when the portal started: one that is not stops the start.
        Assert.NotEmpty(portal.Services.GetRequiredService<IOptions<MailOptions>>().Value.PickupFolder);
        await File.WriteAllTextAsync(Path.Combine(folder, "file"), "in the way", MailTests.Stop);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");

        await portal.DispatchAsync();

        Assert.Equal((MessageState.Pending, "folder-not-writable"), ((await portal.ReadAsync(id)).State, (await portal.ReadAsync(id)).Reason));
        File.Delete(Path.Combine(folder, "file"));
        portal.Clock.Advance(Backoff.Longest);
        await portal.DispatchAsync();
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Addresses_that_no_mail_can_be_written_to_fail_alone_and_stop_nobody(DatabaseProvider provider)
    {
        var folder = TestFolder.New("pickup");
        await using var portal = await StartAsync(provider, folder);
        var unfit = new List<Guid>();
        foreach (var address in new[] { ".a@example.org", "a.@example.org", "a..b@example.org" })
        {
            unfit.Add(await portal.WriteAsync(await portal.Data.CreateSupporterAsync(email: address), address));
        }

        var good = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "good");

        await portal.DispatchAsync();

        foreach (var id in unfit)
        {
            var message = await portal.ReadAsync(id);
            Assert.Equal((MessageState.Failed, "address-unfit"), (message.State, message.Reason));
        }

        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(good)).State);
        Assert.Equal($"{good}.eml", Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
    }

    private static Task<TestPortal> StartAsync(DatabaseProvider provider, string folder) =>
        TestPortal.StartAsync(provider, new Dictionary<string, string?> { ["Mail:PickupFolder"] = folder }, MailTests.Writers);
}
