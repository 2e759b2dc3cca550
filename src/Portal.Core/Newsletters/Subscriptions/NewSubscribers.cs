using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Standings;

namespace Portal.Core.Newsletters.Subscriptions;

internal static class NewSubscribers
{
    /// <summary>A subscription that was asked for and is not confirmed.</summary>
    public static Subscriber Pending(Guid id, SubscriberAddress address, string language, SubscriberTokens tokens, DateTimeOffset now) => new()
    {
        Id = id,
        Address = address.Typed,
        NormalizedAddress = address.Normalized,
        Language = language,
        State = SubscriberState.Pending,
        RequestedAt = now,
        ConsentText = Consent.Current,
        AddressHash = tokens.HashOf(address),
    };

    /// <summary>The same in the caller's transaction; suppressed from the start where the address's owner called mail of ours spam before they subscribed to any.</summary>
    public static async Task<Subscriber> AddAsync(
        PortalDbContext db, Guid id, SubscriberAddress address, string language, SubscriberTokens tokens, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = Pending(id, address, language, tokens, now);
        var hash = row.AddressHash;
        if (await db.AddressStandings.AnyAsync(a => a.AddressHash == hash && a.ComplainedAt != null, cancellationToken))
        {
            (row.State, row.SuppressedBecause) = (SubscriberState.Suppressed, AddressVerdicts.Complained);
        }

        return db.Subscribers.Add(row).Entity;
    }
}
