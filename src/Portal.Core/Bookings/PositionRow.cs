using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>A position with what the rules need to know of it, read afresh and tracked by nobody.</summary>
internal sealed record PositionRow(Position Position, PositionFacts Facts)
{
    public static async Task<PositionRow?> FindAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken)
    {
        var row = await db.Positions.AsNoTracking()
            .Where(p => p.Id == positionId)
            .Select(p => new
            {
                Position = p,
                p.Shift!.Status,
                p.Shift.Visibility,
                p.Shift.BookingMode,
                p.Shift.StartsAt,
                p.Shift.EndsAt,
                p.Shift.BookingOpensAt,
                p.Shift.OrganisationId,
                p.Shift.Organisation!.Slug,
                p.Shift.Organisation.Name,
            })
            .FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : new(row.Position, new(row.Position.Id, row.Position.ShiftId, new OrganisationRef(row.OrganisationId, row.Slug, row.Name))
        {
            Status = row.Status,
            Visibility = row.Visibility,
            BookingMode = row.BookingMode,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            BookingOpensAt = row.BookingOpensAt,
            BookableUntil = row.Position.BookableUntil,
            Capacity = row.Position.Capacity,
            Held = row.Position.Held,
            Reserved = row.Position.Reserved,
        });
    }
}
