using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Events;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;
using Portal.FakeSendGrid;

namespace Portal.Core.Tests.Mail.Events;

/// <summary>What the tests of events have in common: messages that went out, and events about them.</summary>
internal static class EventScene
{
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Newsletter> NewsletterAsync(this TestPortal portal, NewsletterState state = NewsletterState.Sending, Guid? author = null)
    {
        var newsletter = new Newsletter
        {
            Id = Ids.New(portal.Clock),
            AuthorId = author ?? (await portal.Data.CreateSupporterAsync()).Id,
            MainLanguage = "en",
            State = state,
            CreatedAt = portal.Clock.GetUtcNow(),
        };
        newsletter.Editions.Add(new NewsletterEdition { NewsletterId = newsletter.Id, Language = "en", Subject = "Wood for the winter", Body = "Thank you." });
        await portal.Data.SaveAsync(newsletter);
        return newsletter;
    }

    public static async Task<List<Subscriber>> SubscribersAsync(this TestPortal portal, int count, string name = "reader")
    {
        var tokens = portal.Services.GetRequiredService<SubscriberTokens>();
        var made = Enumerable.Range(0, count).Select(number => Subscriber(portal, tokens, $"{name}{number}@example.org")).ToList();
        await portal.Data.SaveAsync([.. made]);
        return made;
    }

    /// <summary>Messages of a newsletter that the provider took, one for each subscriber.</summary>
    public static Task<List<Message>> SentAsync(this TestPortal portal, Guid newsletter, IEnumerable<Subscriber> subscribers, MessageState state = MessageState.Sent) =>
        portal.MessagesAsync(state, [.. subscribers.Select(one => new MailDraft($"newsletter:{newsletter}:{one.Id}", MailPriority.Newsletter, "newsletter", "en") { SubscriberId = one.Id, NewsletterId = newsletter })]);

    /// <summary>A message to somebody.</summary>
    public static async Task<Message> MessageAsync(this TestPortal portal, Supporter to, MessageState state = MessageState.Sent, MailPriority priority = MailPriority.Booking) =>
        (await portal.MessagesAsync(state, [new MailDraft($"mail:{Ids.New(portal.Clock)}", priority, StubWriter.Plain, "en") { SupporterId = to.Id }]))[0];

    public static JsonObject Event(this Message message, string kind, string address, DateTimeOffset at) => EventJson.One(kind, message.Id.ToString(), address, at.ToUnixTimeSeconds());

    public static async Task StoreAsync(this TestPortal portal, IEnumerable<JsonObject> events)
    {
        foreach (var some in events.Chunk(1000))
        {
            await portal.StoreAsync($"[{string.Join(',', some.Select(one => one.ToJsonString()))}]");
        }
    }

    public static async Task StoreAsync(this TestPortal portal, string body) =>
        Assert.NotNull(await portal.Services.GetRequiredService<EventInbox>().StoreAsync(Encoding.UTF8.GetBytes(body), Stop));

    public static Task<int> ApplyAsync(this TestPortal portal) => portal.Services.GetRequiredService<EventApplication>().ApplyAsync(Stop);

    /// <summary>Stores and applies.</summary>
    public static async Task HearAsync(this TestPortal portal, params JsonObject[] events)
    {
        await portal.StoreAsync(events);
        await portal.ApplyAsync();
    }

    private static async Task<List<Message>> MessagesAsync(this TestPortal portal, MessageState state, IReadOnlyList<MailDraft> drafts)
    {
        await using var db = portal.NewContext();
        var outbox = portal.Services.GetRequiredService<Outbox>();
        var made = drafts.Select(draft => outbox.Add(db, draft)).ToList();
        foreach (var message in made)
        {
            db.Entry(message).Property(m => m.State).CurrentValue = state;
            db.Entry(message).Property(m => m.Attempts).CurrentValue = 1;
        }

        if (state == MessageState.Sent && drafts[0].NewsletterId is { } newsletter)
        {
            // As sending counts them.
            await IssueTallies.RaiseAsync(db, newsletter, state, null, made.Count, Stop);
        }

        await db.SaveChangesAsync(Stop);
        return made;
    }

    private static Subscriber Subscriber(TestPortal portal, SubscriberTokens tokens, string address)
    {
        Assert.True(SubscriberAddress.TryParse(address, out var read));
        var before = portal.Clock.GetUtcNow().AddDays(-30);
        return new Subscriber
        {
            Id = Ids.New(portal.Clock),
            Address = address,
            NormalizedAddress = read.Normalized,
            Language = "en",
            State = SubscriberState.Confirmed,
            RequestedAt = before,
            ConfirmedAt = before,
            ConsentText = 1,
            AddressHash = tokens.HashOf(read),
        };
    }
}
