using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Events;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Mail.Standings;

/// <summary>
/// What the provider's events mean for addresses and subscriptions. What happened before its owner proved that the address works, or
/// asked for the newsletter anew, is out of date and changes nothing.
/// </summary>
public sealed class AddressVerdicts(SubscriberTokens tokens)
{
    /// <summary>Why a subscription is suppressed whose reader called a mail spam.</summary>
    public const string Complained = "complained";

    /// <summary>Judges the addresses of a batch of events, in its transaction; the caller saves.</summary>
    public async Task JudgeAsync(PortalDbContext db, IReadOnlyList<DeliveryNews> all, CancellationToken cancellationToken)
    {
        var cases = all.Where(news => VerdictOf(news) != Verdict.None)
            .Select(news => (News: news, Address: SubscriberAddress.TryParse(news.Address, out var read) ? read : null))
            .Where(one => one.Address is not null)
            .GroupBy(one => one.Address!.Normalized, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Case(group.Key, tokens.HashOf(group.First().Address!), [.. group.Select(one => one.News).OrderBy(news => news.At).ThenBy(news => news.Outcome)]))
            .ToList();
        if (cases.Count == 0)
        {
            return;
        }

        var file = await ReadAsync(db, cases, cancellationToken);
        foreach (var one in cases)
        {
            foreach (var news in one.News)
            {
                Judge(db, file, one, news);
            }
        }
    }

    private static async Task<CaseFile> ReadAsync(PortalDbContext db, List<Case> cases, CancellationToken cancellationToken)
    {
        var (addresses, hashes) = (cases.ConvertAll(one => one.Address), cases.ConvertAll(one => one.Hash));
        var standings = await db.AddressStandings.Where(a => hashes.Contains(a.AddressHash)).ToListAsync(cancellationToken);
        var subscribers = await db.Subscribers.Where(s => addresses.Contains(s.NormalizedAddress)).ToDictionaryAsync(s => s.NormalizedAddress, StringComparer.Ordinal, cancellationToken);
        return new CaseFile(standings.ToDictionary(a => Convert.ToHexString(a.AddressHash), StringComparer.Ordinal), subscribers);
    }

    private static void Judge(PortalDbContext db, CaseFile file, Case one, DeliveryNews news)
    {
        var subscriber = file.Subscribers.GetValueOrDefault(one.Address);
        if (news.IsFromBefore(file.ProvenAt(one.Hash)) || news.IsFromBefore(subscriber?.ConfirmedAt))
        {
            return;
        }

        var verdict = VerdictOf(news);
        if (verdict == Verdict.Left)
        {
            Leave(subscriber, news.At);
            return;
        }

        var standing = file.StandingOf(db, one.Hash);
        switch (verdict)
        {
            case Verdict.Complained:
                StandingRules.Complain(standing, news.At);
                Suppress(subscriber, Complained);
                break;
            case Verdict.Dead:
                StandingRules.Die(standing, news.At, EventReason.CodeOf(news.Reason));
                break;
            default:
                StandingRules.Stumble(standing, news.At, EventReason.CodeOf(news.Reason));
                break;
        }

        standing.Version++;
        if (standing.DeadSince is not null)
        {
            Suppress(subscriber, standing.DeadBecause!);
        }
    }

    // A complaint outlives a dead address: whoever sets the address right has still not asked for newsletters.
    private static void Suppress(Subscriber? subscriber, string because)
    {
        if (subscriber is not null && subscriber.SuppressedBecause != Complained)
        {
            (subscriber.State, subscriber.SuppressedBecause) = (SubscriberState.Suppressed, because);
        }
    }

    // As leaving by one's own link; noted also of a suppressed one, so that it stays left when the address is set right.
    private static void Leave(Subscriber? subscriber, DateTimeOffset at)
    {
        if (subscriber is null)
        {
            return;
        }

        var leftBefore = subscriber.LeftAt < subscriber.ConfirmedAt ? null : subscriber.LeftAt;
        subscriber.Leave(at);
        subscriber.LeftAt = leftBefore is { } earlier && earlier < at ? earlier : at;
    }

    private static Verdict VerdictOf(DeliveryNews news) => (news.Outcome, EventReason.CodeOf(news.Reason)) switch
    {
        (DeliveryOutcome.Bounced, _) => Verdict.Dead,
        (DeliveryOutcome.Blocked, _) => Verdict.Stumbled,
        (DeliveryOutcome.Complained, _) => Verdict.Complained,
        (DeliveryOutcome.Unsubscribed, _) => Verdict.Left,
        (DeliveryOutcome.Dropped, EventReason.DroppedBounced or EventReason.DroppedInvalid) => Verdict.Dead,
        (DeliveryOutcome.Dropped, EventReason.DroppedComplained) => Verdict.Complained,
        (DeliveryOutcome.Dropped, EventReason.DroppedUnsubscribed) => Verdict.Left,
        _ => Verdict.None,
    };

    private enum Verdict
    {
        None,
        Stumbled,
        Dead,
        Complained,
        Left,
    }

    private sealed record Case(string Address, byte[] Hash, IReadOnlyList<DeliveryNews> News);

    private sealed record CaseFile(Dictionary<string, AddressStanding> Standings, Dictionary<string, Subscriber> Subscribers)
    {
        public DateTimeOffset? ProvenAt(byte[] hash) => Standings.GetValueOrDefault(Convert.ToHexString(hash))?.ProvenAt;

        public AddressStanding StandingOf(PortalDbContext db, byte[] hash)
        {
            if (!Standings.TryGetValue(Convert.ToHexString(hash), out var standing))
            {
                Standings.Add(Convert.ToHexString(hash), standing = db.AddressStandings.Add(new AddressStanding { AddressHash = hash }).Entity);
            }

            return standing;
        }
    }
}
