using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Mail.Standings;

/// <summary>
/// Takes it as proved that mail reaches an address: its owner followed a link out of a mail, typed a code out of one, or gives their word.
/// A dead address lives again, and a subscription that was suppressed for it is as before; a complaint stays, for it was a wish.
/// </summary>
public sealed class AddressProofs(SubscriberTokens tokens, Retry retry, TimeProvider clock)
{
    /// <summary>In the caller's transaction, who saves. True where the address was dead.</summary>
    internal async Task<bool> TakeAsync(PortalDbContext db, string? address, CancellationToken cancellationToken)
    {
        if (!SubscriberAddress.TryParse(address, out var read))
        {
            return false;
        }

        var hash = tokens.HashOf(read);
        var standing = await db.AddressStandings.SingleOrDefaultAsync(a => a.AddressHash == hash, cancellationToken);
        if (standing is null)
        {
            return false;
        }

        var wasDead = standing.DeadSince is not null;
        StandingRules.Revive(standing);
        standing.ErasedAt = null;
        standing.ProvenAt = clock.GetUtcNow();
        standing.Version++;
        var subscriber = await db.Subscribers.SingleOrDefaultAsync(s => s.NormalizedAddress == read.Normalized, cancellationToken);
        if (subscriber is { State: SubscriberState.Suppressed } && subscriber.SuppressedBecause != AddressVerdicts.Complained)
        {
            Restore(subscriber);
        }

        return wasDead;
    }

    /// <summary>In a transaction of its own, after the use case that proved it. Losing it harms nobody: the next proof does the same.</summary>
    internal Task<bool> TakeAsync(string? address, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, stop) =>
        {
            var wasDead = await TakeAsync(db, address, stop);
            await db.SaveChangesAsync(stop);
            return wasDead;
        },
        cancellationToken);

    // As it was before the address died; a wish to leave that came meanwhile stands.
    private static void Restore(Subscriber subscriber)
    {
        subscriber.SuppressedBecause = null;
        subscriber.State = subscriber switch
        {
            { HasLeft: true } => SubscriberState.Unsubscribed,
            { ConfirmedAt: null } => SubscriberState.Pending,
            _ => SubscriberState.Confirmed,
        };
    }
}
