using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>A position with what the rules need to know of it, read afresh and tracked by nobody.</summary>
internal sealed record PositionRow(Position Position, PositionFacts Facts)
{
    private static readonly CompiledQuery<Func<PortalDbContext, Guid, CancellationToken, Task<Row?>>> One = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid positionId, CancellationToken _) => db.Positions.AsNoTracking()
            .Where(p => p.Id == positionId && p.RemovedAt == null)
            .Select(Shape)
            .FirstOrDefault()));

    private static Expression<Func<Position, Row>> Shape => p => new Row(
        p,
        p.Shift!,
        new OrganisationRef(p.Shift!.OrganisationId, p.Shift.Organisation!.Slug, p.Shift.Organisation.Name),
        p.Shift.Organisation.Rules,
        p.Shift.Site != null ? !p.Shift.Site.PointIsPublic : p.Shift.HasLink);

    /// <summary>One position; null where there is none, or it was taken off its shift.</summary>
    public static async Task<PositionRow?> FindAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken) =>
        await One.For(db)(db, positionId, cancellationToken) is { } row ? new(row.Position, FactsOf(row)) : null;

    /// <summary>Several positions, in one command.</summary>
    public static async Task<List<PositionRow>> ManyAsync(PortalDbContext db, IReadOnlyList<Guid> positionIds, CancellationToken cancellationToken) =>
        (await db.Positions.AsNoTracking().Where(p => positionIds.Contains(p.Id) && p.RemovedAt == null).Select(Shape).ToListAsync(cancellationToken)).ConvertAll(row => new PositionRow(row.Position, FactsOf(row)));

    private static PositionFacts FactsOf(Row row) => new(row.Position.Id, row.Shift.Id, row.Organisation)
    {
        Status = row.Shift.Status,
        Visibility = row.Shift.Visibility,
        BookingMode = row.Shift.BookingMode,
        ShiftVersion = row.Shift.Version,
        StartsAt = row.Shift.StartsAt,
        EndsAt = row.Shift.EndsAt,
        Zone = WallTime.Zone(row.Shift.TimeZone),
        SiteId = row.Shift.SiteId,
        PointIsProtected = row.PointIsProtected,
        BookingOpensAt = row.Shift.BookingOpensAt,
        BookableUntil = row.Position.BookableUntil,
        Capacity = row.Position.Capacity,
        Held = row.Position.Held,
        Reserved = row.Position.Reserved,
        Seeking = row.Position.Seeking,
        Qualifications = row.Position.Qualifications,
        Languages = row.Position.Languages,
        IsInterpreter = row.Position.IsInterpreter,
        Rules = row.Rules,
    };

    private sealed record Row(Position Position, Shift Shift, OrganisationRef Organisation, BookingRules Rules, bool PointIsProtected);
}
