using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Updates;

/// <summary>Reads the places of shifts for live screens.</summary>
public sealed class PlacesQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The newest numbers of these shifts in one query. Shifts that are not published, or that only invited people see, are left out.</summary>
    public async Task<IReadOnlyList<ShiftPlaces>> ReadAsync(IReadOnlyCollection<Guid> shiftIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Positions.AsNoTracking()
            .Where(p => shiftIds.Contains(p.ShiftId) && p.RemovedAt == null && p.Shift!.Status == ShiftStatus.Published && p.Shift.Visibility != Visibility.Invited)
            .OrderBy(p => p.Order)
            .Select(p => new { p.ShiftId, p.Version, p.Shift!.Visibility, p.Shift.OrganisationId, Places = new PositionPlaces(p.Id, p.Held + p.Reserved - p.Seeking, p.Capacity) })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(r => (r.ShiftId, r.Visibility, r.OrganisationId)).Select(shift => new ShiftPlaces(
                // Each position's version only grows, so their sum tells the newer of two frames.
                new PlacesFrame(shift.Key.ShiftId, shift.Sum(r => r.Version), [.. shift.Select(r => r.Places)]),
                shift.Key.Visibility,
                shift.Key.OrganisationId)),
        ];
    }
}
