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

    /// <summary>Takes several places at once for a group: all of them, or none.</summary>
    public virtual async Task<bool> TryHoldAsync(PortalDbContext db, Guid positionId, int places, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Positions
            .Where(p => p.Id == positionId && p.Held + p.Reserved + places <= p.Capacity && p.BookableUntil > now)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held + places).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) == 1;

    /// <summary>
    /// Counts somebody who is there, also after the start: a walk-in, or who was taken for absent. One statement too, so that a shift
    /// has more people than places only where somebody said so (<paramref name="anyway"/>); never once it was called off.
    /// </summary>
    public virtual async Task<bool> TrySeatAsync(PortalDbContext db, Guid positionId, bool anyway, CancellationToken cancellationToken) =>
        await db.Positions
            .Where(p => p.Id == positionId && p.BookableUntil != null && (anyway || p.Held + p.Reserved < p.Capacity))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held + 1).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) == 1;

    /// <summary>Takes the place of somebody who looks for cover, which stays counted: the caller relieves one such booking in the same transaction.</summary>
    public virtual async Task<bool> TryCoverAsync(PortalDbContext db, Guid positionId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Positions
            .Where(p => p.Id == positionId && p.Seeking > 0 && p.BookableUntil > now)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Seeking, p => p.Seeking - 1).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) == 1;

    /// <summary>
    /// Lets a place that stays counted go from one person to another, while the position may be booked: the caller ends the one booking
    /// and makes the other in the same transaction. <paramref name="sought"/> says whether the holder looks for cover.
    /// </summary>
    public virtual async Task<bool> TryHandOverAsync(PortalDbContext db, Guid positionId, bool sought, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seeking = sought ? 1 : 0;
        return await db.Positions
            .Where(p => p.Id == positionId && p.Held > 0 && p.Seeking >= seeking && p.BookableUntil > now)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Seeking, p => p.Seeking - seeking).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) == 1;
    }

    /// <summary>Gives places back to all. The caller changes as many bookings in the same transaction.</summary>
    public virtual Task GiveBackAsync(PortalDbContext db, Guid positionId, int places, CancellationToken cancellationToken) =>
        db.Positions
            .Where(p => p.Id == positionId && p.Held >= places)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held - places).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);

    /// <summary>Keeps a place that is given back for those who wait: nobody else can take it.</summary>
    public virtual Task ReserveAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken) =>
        db.Positions
            .Where(p => p.Id == positionId && p.Held > 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Held, p => p.Held - 1).SetProperty(p => p.Reserved, p => p.Reserved + 1).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);

    /// <summary>Turns a reserved place into one that is held: by an offer.</summary>
    public virtual async Task<bool> TryTakeReservedAsync(PortalDbContext db, Guid positionId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Positions
            .Where(p => p.Id == positionId && p.Reserved > 0 && p.BookableUntil > now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Held, p => p.Held + 1).SetProperty(p => p.Reserved, p => p.Reserved - 1).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) == 1;

    /// <summary>Gives a reserved place to all: nobody waits for it any more.</summary>
    public virtual Task ReleaseAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken) =>
        db.Positions
            .Where(p => p.Id == positionId && p.Reserved > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Reserved, p => p.Reserved - 1).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);

    /// <summary>Counts somebody who looks for cover (1), or no longer does (-1): false when somebody took over meanwhile. With 0 it only locks the row.</summary>
    public virtual async Task<bool> SeekAsync(PortalDbContext db, Guid positionId, int more, CancellationToken cancellationToken) =>
        await db.Positions
            .Where(p => p.Id == positionId && p.Seeking + more >= 0)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Seeking, p => p.Seeking + more).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) == 1;

    /// <summary>Keeps this many places for those who wait, no matter how many were. The caller holds the row's lock and has counted.</summary>
    public virtual Task KeepForLineAsync(PortalDbContext db, Guid positionId, int places, CancellationToken cancellationToken) =>
        db.Positions
            .Where(p => p.Id == positionId && (places == 0 || p.Held + places <= p.Capacity))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Reserved, places).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);

    /// <summary>Counts places anew that a cancelled shift had given back. The caller changes as many bookings in the same transaction.</summary>
    public virtual Task RestoreAsync(PortalDbContext db, Guid positionId, int places, CancellationToken cancellationToken) =>
        db.Positions
            .Where(p => p.Id == positionId)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held + places).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
}
