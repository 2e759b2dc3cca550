using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Tests.Newsletters;

namespace Portal.Core.Tests.Mail;

/// <summary>Names and addresses that mean harm, in mails that the portal really composes.</summary>
public sealed class HostileMailTests
{
    private const string Eve = "eve@example.net";

    private static readonly string[] Known = ["Auto-Submitted", "Content-Type", "Date", "From", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<img src=x onerror=alert(1)> & \"co\"")]
    [InlineData("</p></td></table><script>alert(1)</script>")]
    [InlineData("Eve\r\nBcc: eve@example.net\r\n\r\n<h1>")]
    [InlineData("\"Eve\" <eve@example.net>, x")]
    [InlineData("{{leave}} %s {0} @Model -leave-")]
    public async Task A_name_is_a_name_in_header_markup_and_text(string name)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var eve = await portal.Data.CreateSupporterAsync(name);
        await WriteAsync(portal, eve, "address-works");

        await portal.DispatchAsync();

        var mail = Assert.Single(portal.Inbox().All());
        AssertPlain(mail);
        Assert.Equal([eve.Email], mail.GetRecipients().Select(box => box.Address));
        Assert.Equal(OneLine(name), OneLine(Assert.Single(mail.To.Mailboxes).Name!));
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!);
        Assert.Contains(OneLine(name), OneLine(document.QuerySelector("h1")!.TextContent), StringComparison.Ordinal);
        Assert.Empty(document.QuerySelectorAll("img, script, h1 h1"));
        Assert.Contains(OneLine(name), OneLine(mail.TextBody!), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_address_that_breaks_the_line_reaches_nobody_and_stops_nobody(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (eve, amina) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await using (var db = portal.NewContext())
        {
            await db.Supporters.Where(s => s.Id == eve.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Email, $"a@example.org\r\nBcc: {Eve}"), Stop);
        }

        var broken = await WriteAsync(portal, eve, "address-works");
        var fine = await WriteAsync(portal, amina, "address-works");
        await portal.DispatchAsync();

        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(fine)).State);
        Assert.NotEqual(MessageState.Pending, (await portal.ReadAsync(broken)).State);
        foreach (var mail in portal.Inbox().All())
        {
            AssertPlain(mail);
            Assert.DoesNotContain(mail.GetRecipients(), box => box.Address == Eve);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task In_a_newsletter_one_broken_reader_keeps_nobody_from_theirs(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings);
        await portal.AddReadersAsync(5);
        var eve = await portal.SubscribeAsync("eve@example.org");
        await portal.DispatchAsync();
        await using (var db = portal.NewContext())
        {
            await db.Subscribers.Where(s => s.Id == eve.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Address, $"a@example.org\r\nBcc: {Eve}"), Stop);
        }

        var id = await portal.SendingAsync();
        await portal.DispatchAsync();

        var messages = await portal.MessagesOfAsync(id);
        Assert.Equal(MessageState.Failed, Assert.Single(messages, m => m.SubscriberId == eve.Id).State);
        Assert.Equal(5, messages.Count(m => m.State == MessageState.Sent));
        Assert.Equal((5, 0), (sendGrid.Mails.Where(m => m.GetProperty("subject").GetString() == "Winter").Sum(m => m.GetProperty("personalizations").GetArrayLength()), sendGrid.Stats.Doubled));
    }

    private static async Task<Guid> WriteAsync(TestPortal portal, Supporter to, string template)
    {
        await using var db = portal.NewContext();
        var message = portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft($"{template}:{to.Id}", MailPriority.Account, template, "en") { SupporterId = to.Id });
        await db.SaveChangesAsync(Stop);
        return message.Id;
    }

    private static void AssertPlain(MimeMessage mail) => Assert.Empty(mail.Headers.Select(header => header.Field).Except(Known, StringComparer.OrdinalIgnoreCase));

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
