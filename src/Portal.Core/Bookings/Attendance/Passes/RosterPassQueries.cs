using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance.Passes;

/// <summary>Reads what a pass opens, and the passes of a shift.</summary>
public sealed class RosterPassQueries(PortalDbContext db, RosterPasses passes, TimeProvider clock)
{
    private static readonly BookingState[] Shown =
        [BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn, BookingState.Completed, BookingState.NoShow, BookingState.Excused];

    /// <summary>The passes of a shift for those who run it; null for others.</summary>
    public async Task<ShiftPasses?> OfShiftAsync(Guid shiftId, Guid viewerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var shift = await db.ShiftsRunBy(viewerId, now).AsNoTracking().Where(s => s.Id == shiftId)
            .Select(s => new { Activity = s.Activity!.Name, s.StartsAt, s.EndsAt, s.Status, s.TimeZone })
            .FirstOrDefaultAsync(cancellationToken);
        if (shift is null)
        {
            return null;
        }

        var open = await db.RosterPasses.AsNoTracking().Where(p => p.ShiftId == shiftId && p.EndedAt == null).OrderBy(p => p.MadeAt).ThenBy(p => p.Id)
            .Select(p => new { Pass = p, MadeBy = db.Supporters.Where(x => x.Id == p.MadeById).Select(x => x.DisplayName).First() })
            .ToListAsync(cancellationToken);
        return new ShiftPasses(shiftId, shift.Activity, shift.StartsAt, shift.EndsAt, WallTime.Zone(shift.TimeZone))
        {
            CanMake = RosterPass.CanBeMade(shift.StartsAt, shift.EndsAt, shift.Status, now),
            Open = [.. open.Where(one => one.Pass.IsGood(shift.StartsAt, shift.EndsAt, shift.Status, now)).Select(one => new OpenRosterPass(one.Pass.Id, one.MadeBy, one.Pass.MadeAt, one.Pass.TakenAt))],
            AsOf = now,
        };
    }

    /// <summary>The shift of a link that is still good; null otherwise.</summary>
    public async Task<OfferedPass?> OfferedAsync(string link, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.GoodPassAsync(passes.HashOf(link), isTaken: false, now, cancellationToken) is not (_, var shift))
        {
            return null;
        }

        var about = await db.Shifts.AsNoTracking().Where(s => s.Id == shift.Id).Select(s => new { Activity = s.Activity!.Name, Organisation = s.Organisation!.Name }).FirstAsync(cancellationToken);
        return new OfferedPass(about.Activity, about.Organisation, shift.StartsAt, shift.EndsAt, WallTime.Zone(shift.TimeZone), now);
    }

    /// <summary>Who comes to the shift of a pass and who is there; null where the pass is not good, or not any more.</summary>
    public async Task<PassRoster?> RosterAsync(string secret, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.GoodPassAsync(passes.HashOf(secret), isTaken: true, now, cancellationToken) is not (_, var shift))
        {
            return null;
        }

        var about = await db.Shifts.AsNoTracking().Where(s => s.Id == shift.Id)
            .Select(s => new { Activity = s.Activity!.Name, Organisation = s.Organisation!.Name, WalkIns = db.WalkIns.Count(w => w.ShiftId == s.Id && w.RemovedAt == null) })
            .FirstAsync(cancellationToken);
        var people = await db.Bookings.AsNoTracking()
            .Where(b => b.ShiftId == shift.Id && Shown.Contains(b.State))
            .Join(db.Supporters, b => b.SupporterId, x => x.Id, (b, x) => new { b, x.DisplayName })
            .OrderBy(j => j.DisplayName).ThenBy(j => j.b.Id)
            .Select(j => new PassPerson(
                j.b.Id,
                j.DisplayName,
                j.b.Position!.Name,
                j.b.State,
                j.b.CheckedInAt,
                db.BookingChanges.Where(c => c.BookingId == j.b.Id && c.To == j.b.State && c.From != c.To).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Select(c => c.Why).FirstOrDefault() == RosterPass.Why))
            .ToListAsync(cancellationToken);
        return new PassRoster(about.Activity, about.Organisation, shift.StartsAt, shift.EndsAt, WallTime.Zone(shift.TimeZone), people, about.WalkIns, now);
    }
}

/// <summary>The passes of a shift for those who run it.</summary>
public sealed record ShiftPasses(Guid ShiftId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone)
{
    /// <summary>Whether one can be made now.</summary>
    public required bool CanMake { get; init; }

    /// <summary>Those that are good, the oldest first.</summary>
    public required IReadOnlyList<OpenRosterPass> Open { get; init; }

    /// <summary>From when one can be made.</summary>
    public DateTimeOffset OpensAt => CheckInService.OpensAt(StartsAt, EndsAt);

    /// <summary>The moment it was read.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>A pass that is good.</summary>
/// <param name="TakenAt">When a phone took it; null as long as none did.</param>
public sealed record OpenRosterPass(Guid Id, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset? TakenAt);

/// <summary>What a link to a pass says before somebody takes it.</summary>
public sealed record OfferedPass(LocalText Activity, string Organisation, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, DateTimeOffset AsOf);

/// <summary>All that a pass shows: names, positions and presence. It has no property for anything else.</summary>
/// <param name="WalkIns">How many are there without a booking.</param>
public sealed record PassRoster(LocalText Activity, string Organisation, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, IReadOnlyList<PassPerson> People, int WalkIns, DateTimeOffset AsOf)
{
    /// <summary>Who is still to come.</summary>
    public IReadOnlyList<PassPerson> Awaited { get; } = [.. People.Where(person => person.State is BookingState.Confirmed or BookingState.SeekingCover)];

    /// <summary>Who is there.</summary>
    public IReadOnlyList<PassPerson> Here { get; } = [.. People.Where(person => person.State is BookingState.CheckedIn or BookingState.Completed)];

    /// <summary>Who does not come.</summary>
    public IReadOnlyList<PassPerson> Absent { get; } = [.. People.Where(person => person.State is BookingState.NoShow or BookingState.Excused)];

    /// <summary>Whether it can be noted that somebody did not come.</summary>
    public bool HasBegun => AsOf >= StartsAt;
}

/// <summary>One person of such a roster.</summary>
/// <param name="NotedByPass">Whether it was noted by a pass where the booking stands, so that a pass may take it back.</param>
public sealed record PassPerson(Guid BookingId, string Name, LocalText Position, BookingState State, DateTimeOffset? CheckedInAt, bool NotedByPass);
