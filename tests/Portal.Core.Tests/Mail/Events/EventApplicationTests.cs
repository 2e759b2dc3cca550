using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Desk;
using Portal.Core.Mail.Events;
using Portal.Core.Newsletters;
using Portal.FakeSendGrid;

namespace Portal.Core.Tests.Mail.Events;

public sealed class EventApplicationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_mail_in_doubt_that_the_provider_reports_is_sent_and_never_again(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.SettingsWithEvents, MailTests.Writers);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");
        await sendGrid.BehaveAsync(new Order(Conduct.AcceptAndDrop, Times: 1));
        await portal.DispatchAsync();
        Assert.Equal(MessageState.InDoubt, (await portal.ReadAsync(id)).State);

        foreach (var events in sendGrid.SignEvents(new EventsOrder(["processed"], At: portal.Clock.GetUtcNow().ToUnixTimeSeconds())))
        {
            await portal.StoreAsync(events.Body);
        }

        Assert.Equal(1, await portal.ApplyAsync());
        Assert.Equal((MessageState.Sent, DeliveryOutcome.Processed), ((await portal.ReadAsync(id)).State, (await portal.ReadAsync(id)).Outcome));
        portal.Clock.Advance(DoubtService.Wait);
        Assert.Equal(new DoubtReport(0, 0, 0), await portal.Services.GetRequiredService<DoubtService>().ResolveAsync(Stop));
        await portal.DispatchAsync();
        Assert.Equal(1, sendGrid.CountOf(id));
    }

    [Theory]
    [InlineData("processed", MessageState.Sending, MessageState.Sent)]
    [InlineData("delivered", MessageState.Held, MessageState.Sent)]
    [InlineData("deferred", MessageState.InDoubt, MessageState.Sent)]
    [InlineData("bounce", MessageState.InDoubt, MessageState.Sent)]
    [InlineData("blocked", MessageState.InDoubt, MessageState.Sent)]
    [InlineData("processed", MessageState.Pending, MessageState.Sent)]
    [InlineData("dropped", MessageState.Sent, MessageState.Failed)]
    [InlineData("dropped", MessageState.InDoubt, MessageState.Failed)]
    [InlineData("processed", MessageState.Failed, MessageState.Failed)]
    [InlineData("processed", MessageState.Skipped, MessageState.Skipped)]
    [InlineData("open", MessageState.InDoubt, MessageState.InDoubt)]
    public async Task What_an_event_says_of_a_message_settles_it(string kind, MessageState before, MessageState after)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var amina = await portal.Data.CreateSupporterAsync();
        var message = await portal.MessageAsync(amina, before);

        await portal.HearAsync(message.Event(kind, amina.Email!, portal.Clock.GetUtcNow()));

        Assert.Equal(after, (await portal.ReadAsync(message.Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_the_provider_drops_within_the_second_of_a_retry_has_failed_and_what_it_dropped_before_is_over(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, more: MailTests.Writers);
        var (admin, amina) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync());
        var message = await portal.MessageAsync(amina, MessageState.Failed);
        portal.Clock.Advance(TimeSpan.FromMilliseconds(2156));
        Assert.True(await portal.RunAsync<MailDecisions, bool>(d => d.RetryAsync(admin.Id, message.Id, Stop)));
        var second = portal.Clock.GetUtcNow();
        await portal.DispatchAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(5));

        await portal.HearAsync(message.Event("dropped", amina.Email!, second.AddSeconds(-1)));
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(message.Id)).State);
        var dropped = message.Event("dropped", amina.Email!, second);
        dropped["sg_event_id"] = "of the second try";
        await portal.HearAsync(dropped);

        Assert.Equal((MessageState.Failed, DeliveryOutcome.Dropped), ((await portal.ReadAsync(message.Id)).State, (await portal.ReadAsync(message.Id)).Outcome));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Reasons_are_codes_and_a_status_and_never_an_address(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync();
        var (bounced, blocked, dropped) = (await portal.MessageAsync(amina), await portal.MessageAsync(amina), await portal.MessageAsync(amina));

        await portal.HearAsync(
            bounced.Event("bounce", amina.Email!, portal.Clock.GetUtcNow()), blocked.Event("blocked", amina.Email!, portal.Clock.GetUtcNow()), dropped.Event("dropped", amina.Email!, portal.Clock.GetUtcNow()));

        Assert.Equal("bounced 5.1.1", (await portal.ReadAsync(bounced.Id)).OutcomeReason);
        Assert.Equal("blocked-reputation 5.7.1", (await portal.ReadAsync(blocked.Id)).OutcomeReason);
        Assert.Equal("dropped-bounced 5.0.0", (await portal.ReadAsync(dropped.Id)).Reason);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Poisonous_events_are_noted_and_stop_no_other(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync();
        var message = await portal.MessageAsync(amina, MessageState.InDoubt);
        var deep = new string('[', 100) + new string(']', 100);
        await portal.StoreAsync($$"""
            [{"sg_event_id": "1"}, {"sg_event_id": "2", "event": 7, "message_id": [], "email": {}, "timestamp": "soon"},
            {"sg_event_id": "3", "event": "bounce", "type": 1e999, "message_id": "{{message.Id}}0", "timestamp": 1e999},
            {"sg_event_id": "4", "event": "bounce", "type": "bounce", "message_id": "{{Guid.CreateVersion7()}}", "email": "{{amina.Email}}"},
            {"sg_event_id": "5", "event": "deferred", "message_id": "{{message.Id}}", "timestamp": 99999999999999999999999, "email": "\ud800", "response": "\ud800"},
            {"sg_event_id": "6", "event": "deferred", "message_id": "{{message.Id}}", "timestamp": -5, "email": "no address", "status": [[[]]]},
            {"sg_event_id": "7", "event": "deferred", "message_id": "{{message.Id}}", "timestamp": 253402300799999, "reason": "{{new string('9', 100_000)}}"},
            {"sg_event_id": "8", "event": "\u0000", "message_id": "{{message.Id}}"}]
            """);
        await using (var db = portal.NewContext())
        {
            // What the door does not let in any more: no JSON at all, and what is nested too deep.
            db.ProviderEvents.Add(new ProviderEvent { EventId = "broken", Payload = "{\"cut", ReceivedAt = portal.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Stop);
            db.ProviderEvents.Add(new ProviderEvent { EventId = "deep", Payload = $$"""{"event": "deferred", "message_id": "{{message.Id}}", "more": {{deep}}}""", ReceivedAt = portal.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Stop);
        }

        await portal.StoreAsync([message.Event("delivered", amina.Email!, portal.Clock.GetUtcNow())]);
        Assert.Equal(11, await portal.ApplyAsync());

        await using var after = portal.NewContext();
        var results = await after.ProviderEvents.OrderBy(e => e.Number).Select(e => e.Result).ToListAsync(Stop);
        Assert.Equal(["ignored", "ignored", "ignored", "message-unknown", "Deferred", "Deferred", "Deferred", "ignored", "failed-JsonReaderException", "failed-JsonReaderException", "Delivered"], results);
        Assert.Equal((MessageState.Sent, DeliveryOutcome.Delivered), ((await portal.ReadAsync(message.Id)).State, (await portal.ReadAsync(message.Id)).Outcome));
        Assert.Equal(0, await after.AddressStandings.CountAsync(Stop));
    }

    [Fact]
    public async Task Two_workers_on_the_same_events_count_once()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Postgres);
        await using var other = TestPortal.StartOn(portal.Database);
        var newsletter = await portal.NewsletterAsync(NewsletterState.Sent);
        var readers = await portal.SubscribersAsync(600);
        var sent = await portal.SentAsync(newsletter.Id, readers);
        await portal.StoreAsync(sent.Select((message, number) => message.Event(new[] { "bounce", "spamreport", "blocked" }[number % 3], readers[number].Address, portal.Clock.GetUtcNow())));

        await Task.WhenAll(portal.ApplyAsync(), other.ApplyAsync());
        await portal.ApplyAsync();

        await using var db = portal.NewContext();
        var after = await db.Newsletters.SingleAsync(n => n.Id == newsletter.Id, Stop);
        Assert.Equal((200, 200, 0), (after.Bounced, after.Complained, after.Left));
        Assert.Equal(200, await db.AddressStandings.CountAsync(a => a.SoftScore == 1, Stop));
        Assert.Equal(0, await db.ProviderEvents.CountAsync(e => e.AppliedAt == null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Events_are_erased_after_thirty_days(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.StoreAsync("""[{"sg_event_id": "old"}]""");
        portal.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        await portal.StoreAsync("""[{"sg_event_id": "new"}]""");

        Assert.Equal(1, await portal.Services.GetRequiredService<EventApplication>().ForgetAsync(Stop));

        await using var db = portal.NewContext();
        Assert.Equal("new", (await db.ProviderEvents.SingleAsync(Stop)).EventId);
    }
}
