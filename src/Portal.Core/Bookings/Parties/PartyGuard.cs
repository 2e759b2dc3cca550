using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Bookings.Parties;

/// <summary>The guarded statements that decide who has a place of a group; nothing else does. The caller has locked the position.</summary>
public class PartyGuard
{
    /// <summary>Gives one unclaimed place of a group to a booking. False when there is none left, or somebody was faster.</summary>
    public virtual async Task<bool> TryClaimAsync(PortalDbContext db, Guid partyId, Guid positionId, Guid bookingId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = await Unclaimed(db, partyId, positionId).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellationToken);
        return await db.PartyPlaces
            .Where(p => p.Id == next && p.ClaimedAt == null && p.FreedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingId, bookingId).SetProperty(p => p.ClaimedAt, now), cancellationToken) == 1;
    }

    /// <summary>Takes a place from its group, unless somebody has claimed it. The caller frees what it held.</summary>
    public virtual async Task<bool> TryFreeAsync(PortalDbContext db, Guid placeId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.PartyPlaces
            .Where(p => p.Id == placeId && p.ClaimedAt == null && p.FreedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.FreedAt, now), cancellationToken) == 1;

    /// <summary>The places of a group that nobody has claimed, in the order in which they go.</summary>
    internal static IQueryable<PartyPlace> Unclaimed(PortalDbContext db, Guid partyId, Guid positionId) =>
        db.PartyPlaces.AsNoTracking().Where(PartyPlace.IsUnclaimed).Where(p => p.PartyId == partyId && p.PositionId == positionId).OrderBy(p => p.Id);
}
