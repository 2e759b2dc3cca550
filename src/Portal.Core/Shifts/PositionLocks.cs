using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Shifts;

/// <summary>Locks the positions of a shift for the rest of a transaction, in id order, so that whoever takes a place there waits or is seen.</summary>
internal static class PositionLocks
{
    /// <summary>Raises each position's version, the lowest id first.</summary>
    public static async Task LockPositionsAsync(this PortalDbContext db, Guid shiftId, CancellationToken cancellationToken)
    {
        foreach (var id in await IdsAsync(db, shiftId, cancellationToken))
        {
            await db.Positions.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
        }
    }

    /// <summary>The same for several shifts, the lowest id of all first.</summary>
    public static async Task LockPositionsAsync(this PortalDbContext db, IReadOnlyCollection<Guid> shiftIds, CancellationToken cancellationToken)
    {
        foreach (var id in await db.Positions.Where(p => shiftIds.Contains(p.ShiftId)).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken))
        {
            await db.Positions.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
        }
    }

    /// <summary>The same, and nobody can take a place there any more, wait for one, or look for cover.</summary>
    public static async Task ClosePositionsAsync(this PortalDbContext db, Guid shiftId, CancellationToken cancellationToken)
    {
        foreach (var id in await IdsAsync(db, shiftId, cancellationToken))
        {
            await db.Positions.Where(p => p.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(p => p.BookableUntil, (DateTimeOffset?)null).SetProperty(p => p.Reserved, 0).SetProperty(p => p.Seeking, 0).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
        }
    }

    /// <summary>The same for the positions of several shifts at once.</summary>
    public static async Task LockPositionsAsync(this PortalDbContext db, IReadOnlyList<Guid> shiftIds, CancellationToken cancellationToken)
    {
        foreach (var id in await db.Positions.Where(p => shiftIds.Contains(p.ShiftId)).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken))
        {
            await db.Positions.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
        }
    }

    private static Task<List<Guid>> IdsAsync(PortalDbContext db, Guid shiftId, CancellationToken cancellationToken) =>
        db.Positions.Where(p => p.ShiftId == shiftId).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken);
}
