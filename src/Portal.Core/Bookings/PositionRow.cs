using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>A position with what the rules need to know of it, read afresh and tracked by nobody.</summary>
internal sealed record PositionRow(Position Position, PositionFacts Facts)
{
    private static readonly CompiledQuery<Func<PortalDbContext, Guid, CancellationToken, Task<PositionRow?>>> One = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid positionId, CancellationToken _) => db.Positions.AsNoTracking()
            .Where(p => p.Id == positionId)
            .Select(p => new PositionRow(
                p,
                new PositionFacts(p.Id, p.ShiftId, new OrganisationRef(p.Shift!.OrganisationId, p.Shift.Organisation!.Slug, p.Shift.Organisation.Name))
                {
                    Status = p.Shift.Status,
                    Visibility = p.Shift.Visibility,
                    BookingMode = p.Shift.BookingMode,
                    StartsAt = p.Shift.StartsAt,
                    EndsAt = p.Shift.EndsAt,
                    BookingOpensAt = p.Shift.BookingOpensAt,
                    BookableUntil = p.BookableUntil,
                    Capacity = p.Capacity,
                    Held = p.Held,
                    Reserved = p.Reserved,
                }))
            .FirstOrDefault()));

    public static Task<PositionRow?> FindAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken) =>
        One.For(db)(db, positionId, cancellationToken);
}
