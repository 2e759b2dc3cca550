using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Home;

/// <summary>Reads how the coming week is covered.</summary>
public sealed class WeekQueries(PortalDbContext db)
{
    /// <summary>Every position of these organisations' published shifts that end after one moment and start before another, soonest first.</summary>
    public async Task<IReadOnlyList<CoverLine>> ReadAsync(IReadOnlyList<Guid> organisations, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        await db.Positions.AsNoTracking()
            .Where(p => organisations.Contains(p.Shift!.OrganisationId) && p.Shift.Status == ShiftStatus.Published)
            .Where(p => p.Shift!.EndsAt > from && p.Shift.StartsAt < to)
            .OrderBy(p => p.Shift!.StartsAt)
            .ThenBy(p => p.ShiftId)
            .ThenBy(p => p.Order)
            .Select(p => new CoverLine(
                p.ShiftId,
                p.Shift!.ActivityId,
                p.Shift.Activity!.Name,
                p.Shift.StartsAt,
                p.Shift.EndsAt,
                TimeWords.Zone(p.Shift.TimeZone),
                p.Name,
                p.Held,
                p.Minimum,
                p.Capacity))
            .ToListAsync(ct);

    /// <summary>The names of these organisations.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(IReadOnlyList<Guid> organisations, CancellationToken ct) =>
        await db.Organisations.AsNoTracking().Where(o => organisations.Contains(o.Id)).OrderBy(o => o.Name).Select(o => o.Name).ToListAsync(ct);
}
