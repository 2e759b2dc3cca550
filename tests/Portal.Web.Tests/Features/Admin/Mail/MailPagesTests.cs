using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Desk;
using Portal.Core.Mail.Events;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.FakeSendGrid;

namespace Portal.Web.Tests.Features.Admin.Mail;

public sealed class MailPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_waits_and_what_is_in_trouble_is_said_in_words(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync("Samira"));
        var amina = await portal.Data.CreateSupporterAsync("Amina");
        await WriteAsync(portal, amina, MessageState.Pending, null);
        await WriteAsync(portal, amina, MessageState.Failed, "dropped-bounced 5.0.0");
        await WriteAsync(portal, amina, MessageState.Failed, "dropped-bounced 5.1.1");
        await WriteAsync(portal, amina, MessageState.InDoubt, "connection-lost");
        await WriteAsync(portal, amina, MessageState.Sent, null);
        portal.Clock.Advance(TimeSpan.FromMinutes(7));

        var page = await admin.GetAsync("/admin/mail");

        Assert.Contains("Shifts 1 to be sent. The oldest has waited 7 min", page.Text, StringComparison.Ordinal);
        Assert.Contains("Failed: 2 the provider did not try: the address bounced before", page.Text, StringComparison.Ordinal);
        Assert.Contains("In doubt: 1 the line broke before the answer", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 sent today", page.Text, StringComparison.Ordinal);
        Assert.Contains("Events are not configured.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Mail:Transport is Pickup", page.Text, StringComparison.Ordinal);
        var list = await admin.GetAsync("/admin/mail/messages?state=Failed&reason=dropped-bounced");
        Assert.Equal(2, list.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Amina", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(amina.Email!, list.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_message_says_why_and_is_sent_again_once(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(provider, sendGrid.SettingsWithEvents);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync("Samira"));
        var amina = await portal.Data.CreateSupporterAsync("Amina");
        var id = await WriteAsync(portal, amina, MessageState.Sent, null);
        await HearAsync(portal, EventJson.One("dropped", id.ToString(), amina.Email!, portal.Clock.GetUtcNow().ToUnixTimeSeconds()));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));

        var page = await admin.GetAsync($"/admin/mail/messages/{id}");
        Assert.Contains("Why was this not sent?", page.Text, StringComparison.Ordinal);
        Assert.Contains("the address bounced before (5.0.0)", page.Text, StringComparison.Ordinal);
        Assert.Contains("The provider did not try", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(amina.Email!, page.Text, StringComparison.OrdinalIgnoreCase);
        var again = await page.SubmitAsync("Send it again");
        Assert.Contains("It goes out again.", again.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", (await page.SubmitAsync("Send it again")).Text, StringComparison.Ordinal);

        await using var db = portal.NewContext();
        var message = await db.Messages.SingleAsync(m => m.Id == id, Stop);
        Assert.Equal((MessageState.Pending, DeliveryOutcome.None), (message.State, message.Outcome));
        Assert.Equal(id, Assert.Single(await portal.Data.RecordAsync("mail.retry")).SubjectId);
    }

    [Theory]
    [InlineData(MessageState.Held, true, true)]
    [InlineData(MessageState.InDoubt, false, true)]
    [InlineData(MessageState.Sent, false, false)]
    [InlineData(MessageState.Skipped, false, false)]
    public async Task Only_what_waits_for_a_person_is_decided_by_one(MessageState state, bool retried, bool givenUp)
    {
        await using var portal = await PortalFactory.StartAsync();
        var amina = await portal.Data.CreateSupporterAsync();
        var (one, two) = (await WriteAsync(portal, amina, state, "worker-gone"), await WriteAsync(portal, amina, state, "worker-gone"));

        Assert.Equal(retried, await portal.RunAsync<MailDecisions, bool>(decisions => decisions.RetryAsync(amina.Id, one, Stop)));
        Assert.Equal(givenUp, await portal.RunAsync<MailDecisions, bool>(decisions => decisions.GiveUpAsync(amina.Id, two, Stop)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_held_of_a_newsletter_goes_out_again_though_the_newsletter_was_through(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var samira = await portal.Data.CreateAdministratorAsync("Samira");
        using var admin = await portal.SignedInAsync(samira);
        var newsletter = new Newsletter { Id = Ids.New(portal.Clock), AuthorId = samira.Id, MainLanguage = "en", State = NewsletterState.Sent, CreatedAt = portal.Clock.GetUtcNow() };
        newsletter.Editions.Add(new NewsletterEdition { NewsletterId = newsletter.Id, Language = "en", Subject = "Wood", Body = "Thanks" });
        await portal.Data.SaveAsync(newsletter);
        var amina = await portal.Data.CreateSupporterAsync();
        var held = await WriteAsync(portal, amina, MessageState.Held, "connection-lost", newsletter.Id);
        await WriteAsync(portal, amina, MessageState.Held, "connection-lost", newsletter.Id);

        var page = await admin.GetAsync($"/admin/mail/messages/{held}");
        var after = await page.SubmitAsync("Send all again; some may get it twice");

        Assert.Contains("2 messages go out again.", after.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(NewsletterState.Sending, (await db.Newsletters.SingleAsync(n => n.Id == newsletter.Id, Stop)).State);
        Assert.Equal(2, await db.Messages.CountAsync(m => m.NewsletterId == newsletter.Id && m.State == MessageState.Pending, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Somebody_stops_all_mail_and_it_stays_so_until_somebody_lets_it_go(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync("Samira"));
        var mailSwitch = portal.Services.GetRequiredService<MailSwitchService>();

        var stopped = await (await admin.GetAsync("/admin/mail")).SubmitAsync("Stop all mail now", ("why", "wrong text in the reminder"));
        Assert.Contains("Samira stopped it today", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("wrong text in the reminder", stopped.Text, StringComparison.Ordinal);
        // A new start lets go what a refused key had stopped, and nothing else.
        await mailSwitch.ResumeAsync(Stop);
        Assert.NotNull(await mailSwitch.StoppedBecauseAsync(Stop));

        var going = await stopped.SubmitAsync("Let mail go again");
        Assert.Contains("Mail goes out again.", going.Text, StringComparison.Ordinal);
        Assert.Null(await mailSwitch.StoppedBecauseAsync(Stop));
        await using var db = portal.NewContext();
        Assert.Equal(["mail.go", "mail.stop"], await db.AuditEntries.Select(a => a.Action).OrderBy(a => a).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_search_by_address_finds_the_last_mails_and_is_on_record(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync("Samira"));
        var amina = await portal.Data.CreateSupporterAsync("Amina");
        await WriteAsync(portal, amina, MessageState.Skipped, "address-dead");
        await WriteAsync(portal, await portal.Data.CreateSupporterAsync("Noa"), MessageState.Sent, null);

        var found = await (await admin.GetAsync("/admin/mail")).SubmitAsync("Show their last mails", ("address", amina.Email!.ToUpperInvariant()));
        Assert.Single(found.Document.QuerySelectorAll("tbody tr"));
        Assert.Contains("no mail reaches this address", found.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody has this address", (await (await admin.GetAsync("/admin/mail")).SubmitAsync("Show their last mails", ("address", "nobody@example.org"))).Text, StringComparison.Ordinal);

        var searches = await portal.Data.RecordAsync("mail.search");
        Assert.Equal([Guid.Empty, amina.Id], searches.Select(a => a.SubjectId).Order());
        Assert.All(searches, search => Assert.Null(search.Detail));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_pages_ask_the_database_as_often_for_five_hundred_messages_as_for_ten(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var amina = await portal.Data.CreateSupporterAsync();
        var id = await WriteAsync(portal, amina, MessageState.Failed, "http-400");
        var counts = new List<int>();
        foreach (var more in new[] { 10, 490 })
        {
            for (var number = 0; number < more; number++)
            {
                await WriteAsync(portal, amina, (MessageState)(number % 7), "http-400");
            }

            foreach (var address in new[] { "/admin/mail", "/admin/mail/messages", $"/admin/mail/messages/{id}", "/admin/jobs" })
            {
                await admin.GetAsync(address);
                counts.Add((await portal.Queries.DuringAsync(() => admin.GetAsync(address))).Count);
            }
        }

        Assert.Equal(counts[..4], counts[4..]);
        Assert.All(counts, count => Assert.InRange(count, 1, 6));
    }

    [Fact]
    public async Task Nobody_but_administrators_sees_the_mail()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var amina = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        foreach (var address in new[] { "/admin/mail", "/admin/mail/messages", $"/admin/mail/messages/{Guid.Empty}", "/admin/jobs" })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await amina.GetAsync(address)).Status);
        }
    }

    private static async Task HearAsync(PortalFactory portal, System.Text.Json.Nodes.JsonObject one)
    {
        await portal.Services.GetRequiredService<EventInbox>().StoreAsync(System.Text.Encoding.UTF8.GetBytes($"[{one.ToJsonString()}]"), Stop);
        await portal.Services.GetRequiredService<EventApplication>().ApplyAsync(Stop);
    }

    private static async Task<Guid> WriteAsync(PortalFactory portal, Supporter to, MessageState state, string? reason, Guid? newsletter = null)
    {
        await using var db = portal.NewContext();
        var message = portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft($"mail:{Ids.New(portal.Clock)}", MailPriority.Booking, "reminder", "en") { SupporterId = to.Id, NewsletterId = newsletter });
        db.Entry(message).Property(m => m.State).CurrentValue = state;
        db.Entry(message).Property(m => m.Reason).CurrentValue = reason;
        db.Entry(message).Property(m => m.SettledAt).CurrentValue = state == MessageState.Pending ? null : portal.Clock.GetUtcNow();
        await db.SaveChangesAsync(Stop);
        return message.Id;
    }
}
