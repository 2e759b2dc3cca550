using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts.Changes;

/// <summary>Reads a shift as the form that changes it shows it.</summary>
public sealed class ShiftChangeQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The shift with its positions, for an organiser of its organisation; else null. In one command.</summary>
    public async Task<EditableShift?> FindAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var shift = await db.Shifts.AsNoTracking().AsSingleQuery().Include(s => s.Positions).Include(s => s.Activity)
            .FirstOrDefaultAsync(s => s.Id == shiftId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        return shift is null ? null : new(shift, [.. shift.Positions.Where(p => p.RemovedAt is null).OrderBy(p => p.Order).ThenBy(p => p.Id)], now);
    }
}

/// <summary>A shift to be changed, told at a moment.</summary>
public sealed record EditableShift(Shift Shift, IReadOnlyList<Position> Positions, DateTimeOffset AsOf)
{
    /// <summary>Whether it may be changed: until it is over, unless it was called off.</summary>
    public bool MayChange => Shift.Status != ShiftStatus.Cancelled && Shift.EndsAt > AsOf;

    /// <summary>The zone in which its times are told.</summary>
    public TimeZoneInfo Zone => WallTime.Zone(Shift.TimeZone);
}
