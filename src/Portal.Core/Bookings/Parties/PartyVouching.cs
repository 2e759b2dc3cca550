using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Bookings.Parties;

/// <summary>
/// Lets people join whom a group invited, however many come from one network address: its link is the proof. How many forms that is, is
/// bounded by its places (<see cref="Party.FormsPerPlace"/>), and over for good where no place is left to claim.
/// </summary>
public sealed class PartyVouching(Retry retry, TimeProvider clock)
{
    /// <summary>Takes one form of those that a link vouches for. False where it vouches for no more; then the usual limit counts.</summary>
    public Task<bool> TryAsync(string token, CancellationToken cancellationToken)
    {
        var hash = PartyLinks.HashOf(token);
        var open = clock.GetUtcNow() + Party.FreedBefore;
        return retry.RunAsync(
            async (db, ct) => await db.Parties
                .Where(p => p.TokenHash == hash && p.DissolvedAt == null
                    && db.PartyPlaces.Any(x => x.PartyId == p.Id && x.ClaimedAt == null && x.FreedAt == null && x.Shift!.StartsAt > open)
                    && p.Vouched < Party.FormsPerPlace * db.PartyPlaces.Count(x => x.PartyId == p.Id && x.FreedAt == null))
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Vouched, p => p.Vouched + 1), ct) == 1,
            cancellationToken);
    }
}
