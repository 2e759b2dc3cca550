using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Mail.Events;

/// <summary>Whatever the order of events and however often each comes, the end is one and the same.</summary>
public sealed class EventOrderTests
{
    private static readonly string[] Kinds = ["processed", "deferred", "delivered", "blocked", "dropped", "bounce", "unsubscribe", "spamreport"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Events_shuffled_twenty_ways_and_each_three_times_come_to_one_state(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ends = new List<string>();
        for (var seed = 0; seed < 20; seed++)
        {
            ends.Add(await EndAsync(portal, seed));
        }

        Assert.All(ends, end => Assert.Equal(ends[0], end));
        Assert.Contains("bounced", ends[0], StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ten_thousand_events_each_three_times_and_shuffled_are_applied_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var newsletter = await portal.NewsletterAsync(NewsletterState.Sent);
        var readers = await portal.SubscribersAsync(2500);
        var sent = await portal.SentAsync(newsletter.Id, readers);
        // Of each message three events that all have in common, and one by its number.
        var events = sent.SelectMany((message, number) => new[] { "processed", "deferred", "delivered", Kinds[3 + (number % 5)] }
            .Select((kind, step) => message.Event(kind, readers[number].Address, TestPortal.Begin.AddSeconds(step - 60)))).ToList();
        Assert.Equal(10_000, events.Count);

        foreach (var some in Thrice(events, seed: 4711).Chunk(6000))
        {
            await portal.StoreAsync(some);
            await portal.ApplyAsync();
        }

        await using var db = portal.NewContext();
        Assert.Equal(10_000, await db.ProviderEvents.CountAsync(e => e.AppliedAt != null, Stop));
        var outcomes = await db.Messages.GroupBy(m => m.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, Stop);
        Assert.Equal([500, 500, 500, 500, 500], new[] { DeliveryOutcome.Blocked, DeliveryOutcome.Dropped, DeliveryOutcome.Bounced, DeliveryOutcome.Unsubscribed, DeliveryOutcome.Complained }.Select(one => outcomes[one]));
        var after = await db.Newsletters.SingleAsync(n => n.Id == newsletter.Id, Stop);
        Assert.Equal((500, 500, 500), (after.Bounced, after.Complained, after.Left));
        Assert.Equal(500, await db.Messages.CountAsync(m => m.State == MessageState.Failed, Stop));
        Assert.Equal(1000, await db.AddressStandings.CountAsync(a => a.DeadSince != null, Stop));
        Assert.Equal(500, await db.AddressStandings.CountAsync(a => a.ComplainedAt != null, Stop));
        Assert.Equal(1500, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Suppressed, Stop));
        Assert.Equal(500, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Unsubscribed, Stop));
    }

    // A message for each set of kinds that a few of them make, to few addresses, so that events of several messages meet at one.
    private static async Task<string> EndAsync(TestPortal portal, int seed)
    {
        var newsletter = await portal.NewsletterAsync(NewsletterState.Sent);
        var readers = await portal.SubscribersAsync(12, $"way-{seed}-reader-");
        var sent = await portal.SentAsync(newsletter.Id, readers, MessageState.InDoubt);
        var second = await portal.NewsletterAsync(NewsletterState.Sent);
        sent.AddRange(await portal.SentAsync(second.Id, readers));
        var events = sent.SelectMany((message, number) => Kinds
            .Where((_, kind) => ((number * 37) + 11 >> kind & 1) == 1)
            .Select((kind, step) => message.Event(kind, readers[number % 12].Address, TestPortal.Begin.AddSeconds((step * 7) - 600 + number)))).ToList();
        foreach (var some in Thrice(events, seed).Chunk(29 + seed))
        {
            await portal.StoreAsync(some);
            await portal.ApplyAsync();
        }

        return await DescribeAsync(portal, readers, sent, [newsletter.Id, second.Id]);
    }

    private static JsonObject[] Thrice(List<JsonObject> events, int seed)
    {
        JsonObject[] all = [.. events, .. events, .. events];
        new Random(seed).Shuffle(all);
        return all;
    }

    private static async Task<string> DescribeAsync(TestPortal portal, List<Subscriber> readers, List<Message> sent, List<Guid> issues)
    {
        await using var db = portal.NewContext();
        var ids = sent.ConvertAll(message => message.Id);
        var messages = (await db.Messages.Where(m => ids.Contains(m.Id)).ToListAsync(Stop)).OrderBy(m => ids.IndexOf(m.Id))
            .Select(m => $"{m.State} {m.Reason} {m.Outcome} {m.OutcomeAt:O} {m.OutcomeReason}");
        var (people, hashes) = (readers.ConvertAll(s => s.Id), readers.ConvertAll(s => s.AddressHash));
        var subscribers = (await db.Subscribers.Where(s => people.Contains(s.Id)).ToListAsync(Stop)).OrderBy(s => people.IndexOf(s.Id)).Select(s => $"{s.State} {s.SuppressedBecause} {s.LeftAt:O}");
        var standings = (await db.AddressStandings.Where(a => hashes.Contains(a.AddressHash)).ToListAsync(Stop)).OrderBy(a => hashes.FindIndex(hash => hash.SequenceEqual(a.AddressHash)))
            .Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.DeadSince:O} {a.DeadBecause} {a.ComplainedAt:O} {a.SoftScore:0.000000} {a.SoftScoreAt:O}"));
        var newsletters = (await db.Newsletters.Where(n => issues.Contains(n.Id)).ToListAsync(Stop)).OrderBy(n => issues.IndexOf(n.Id)).Select(n => $"{n.Bounced} {n.Complained} {n.Left}");
        return string.Join('\n', [.. messages, .. subscribers, .. standings, .. newsletters]);
    }
}
