using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Core.Privacy.Export;

/// <summary>Names for the identifiers in somebody's data, read once: of organisations, kinds of qualification, campaigns, circles, and of the shifts they were on. Never of a person or a place to meet.</summary>
internal sealed class ExportNames
{
    private readonly Dictionary<Guid, object> _names = [];
    private readonly Dictionary<Guid, ShiftFacts> _shifts = [];
    private readonly Dictionary<Guid, Guid> _shiftOfBooking = [];

    /// <summary>Who asks.</summary>
    public required Guid Me { get; init; }

    /// <summary>Their phone, opened; null for none.</summary>
    public string? Phone { get; init; }

    public static async Task<ExportNames> ReadAsync(PortalDbContext db, Guid me, string? phone, CancellationToken cancellationToken)
    {
        var names = new ExportNames { Me = me, Phone = phone };
        foreach (var organisation in await db.Organisations.Select(o => new { o.Id, o.Name }).ToListAsync(cancellationToken))
        {
            names._names[organisation.Id] = organisation.Name;
        }

        foreach (var kind in await db.QualificationKinds.Select(k => new { k.Id, k.Name }).ToListAsync(cancellationToken))
        {
            names._names[kind.Id] = kind.Name;
        }

        foreach (var campaign in await db.Campaigns.Select(c => new { c.Id, c.Name }).ToListAsync(cancellationToken))
        {
            names._names[campaign.Id] = campaign.Name;
        }

        foreach (var circle in await db.CircleMembers.Where(m => m.SupporterId == me).Select(m => new { m.CircleId, m.Circle!.Name }).ToListAsync(cancellationToken))
        {
            names._names[circle.CircleId] = circle.Name;
        }

        foreach (var need in await db.Pledges.Where(p => p.SupporterId == me).Select(p => new { p.NeedId, p.Need!.Item }).Distinct().ToListAsync(cancellationToken))
        {
            names._names[need.NeedId] = need.Item;
        }

        var own = db.Bookings.Where(b => b.SupporterId == me);
        foreach (var booking in await own.Select(b => new { b.Id, b.ShiftId, b.PositionId, b.Position!.Name }).ToListAsync(cancellationToken))
        {
            (names._shiftOfBooking[booking.Id], names._names[booking.PositionId]) = (booking.ShiftId, booking.Name);
        }

        foreach (var shift in await db.Shifts.Where(s => s.LeadId == me || own.Any(b => b.ShiftId == s.Id))
            .Select(s => new { s.Id, Facts = new ShiftFacts(s.Activity!.Name, s.Organisation!.Name, s.Site!.Area, s.StartsAt, s.EndsAt) }).ToListAsync(cancellationToken))
        {
            names._shifts[shift.Id] = shift.Facts;
        }

        return names;
    }

    /// <summary>The name of something, or null where it is none of these.</summary>
    public ExportField Name(string field, Guid id) => new(field, _names.GetValueOrDefault(id) is { } name ? $"{name}" : null);

    /// <summary>What a shift was: for whom, what, where roughly and when.</summary>
    public IEnumerable<ExportField> Shift(Guid shiftId) => _shifts.GetValueOrDefault(shiftId) is not { } shift ? [] :
    [
        new("Activity", $"{shift.Activity}"), new("Organisation", shift.Organisation), new("Area", shift.Area is null ? null : $"{shift.Area}"),
        new("StartsAt", shift.StartsAt), new("EndsAt", shift.EndsAt),
    ];

    /// <summary>The same for the shift of a booking.</summary>
    public IEnumerable<ExportField> ShiftOf(Guid bookingId) => Shift(_shiftOfBooking.GetValueOrDefault(bookingId));

    private sealed record ShiftFacts(LocalText Activity, string Organisation, LocalText? Area, DateTimeOffset StartsAt, DateTimeOffset EndsAt);
}
