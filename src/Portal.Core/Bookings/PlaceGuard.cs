using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Bookings;

/// <summary>The guarded statements that count places. They decide whether there is one; nothing else does.</summary>
public class PlaceGuard
{
    /// <summary>Takes one place if there is one and the position may be booked at this moment. One statement, so that the last place goes once.</summary>
    public virtual async Task<bool> TryTakeAsync(PortalDbContext db, Guid positionId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Positions
            .Where(p => p.Id == positionId && p.Held + p.Reserved < p.Capacity && p.BookableUntil > now)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held + 1).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) == 1;

    /// <summary>Gives places back. The caller changes as many bookings in the same transaction.</summary>
    public virtual Task GiveBackAsync(PortalDbContext db, Guid positionId, int places, CancellationToken cancellationToken) =>
        db.Positions
            .Where(p => p.Id == positionId && p.Held >= places)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held - places).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
}
