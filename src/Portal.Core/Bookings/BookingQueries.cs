using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Reads one's own bookings.</summary>
public sealed class BookingQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>One person's shifts, booked, led and offered by their holders, in one command. Bookings older than a year have become counts, so this stays small.</summary>
    public async Task<MyShifts> MyShiftsAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await ReadAsync(Booked(supporterId).Concat(Led(supporterId, now)).Concat(Handed(supporterId, now)), supporterId, cancellationToken);
        var rows = found.Where(row => row is { BookingId: not null, IsHanded: false }).Select(Booking).ToList();
        var upcoming = rows.FindAll(b => b.EndsAt > now && BookingStates.Live.Contains(b.State) && b.ShiftStatus != ShiftStatus.Cancelled);
        var done = rows.FindAll(b => b.State is BookingState.CheckedIn or BookingState.Completed && b.EndsAt <= now);
        return new(upcoming, [.. rows.Except(upcoming).OrderByDescending(b => b.StartsAt).ThenByDescending(b => b.Id)], Sum(done), now)
        {
            ByOrganisation = [.. done.GroupBy(b => b.Organisation).Select(g => new OrganisationTime(g.Key, Sum(g))).OrderByDescending(t => t.Time)],
            Handed = [.. found.Where(row => row.IsHanded).Select(row => Booking(row) with { DutyPhone = null, PointOpensAt = null })],
            Leading = [.. found.Where(row => row.BookingId is null).Select(row => new LedShift(row.ShiftId, row.Organisation, row.Activity, row.StartsAt, row.EndsAt, WallTime.Zone(row.TimeZone)))],
        };
    }

    /// <summary>One of one's own bookings, in two commands; null where there is no such booking of this person.</summary>
    public async Task<OneBooking?> FindAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(Booked(supporterId).Where(b => b.BookingId == bookingId), supporterId, cancellationToken);
        if (found is not [var row])
        {
            return null;
        }

        var booking = Booking(row);

        var lead = await db.Shifts.Where(s => s.Id == booking.ShiftId && s.LeadId != supporterId)
            .Select(s => db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault())
            .FirstOrDefaultAsync(cancellationToken);
        return new(booking, lead, clock.GetUtcNow());
    }

    private static TimeSpan Sum(IEnumerable<MyBooking> bookings) => bookings.Aggregate(TimeSpan.Zero, (sum, b) => sum + b.Time);

    private IQueryable<Slot> Booked(Guid supporterId) => db.Bookings.Where(b => b.SupporterId == supporterId)
        .Select(b => new Slot { BookingId = b.Id, ShiftId = b.ShiftId, State = b.State, PositionId = b.PositionId, IsHanded = false });

    private IQueryable<Slot> Led(Guid supporterId, DateTimeOffset now) => db.Shifts.Where(s => s.LeadId == supporterId && s.Status == ShiftStatus.Published && s.EndsAt > now)
        .Select(s => new Slot { BookingId = null, ShiftId = s.Id, State = null, PositionId = null, IsHanded = false });

    private IQueryable<Slot> Handed(Guid supporterId, DateTimeOffset now) => HandOvers.OfferedTo(db, supporterId, now)
        .Select(b => new Slot { BookingId = b.Id, ShiftId = b.ShiftId, State = b.State, PositionId = b.PositionId, IsHanded = true });

    private Task<List<Row>> ReadAsync(IQueryable<Slot> slots, Guid supporterId, CancellationToken cancellationToken) =>
        slots.Join(db.Shifts, slot => slot.ShiftId, shift => shift.Id, (slot, shift) => new { slot, shift })
            .OrderBy(both => both.shift.StartsAt).ThenBy(both => both.slot.BookingId).ThenBy(both => both.shift.Id)
            .Select(both => new Row
            {
                BookingId = both.slot.BookingId,
                ShiftId = both.shift.Id,
                State = both.slot.State,
                IsHanded = both.slot.IsHanded,
                Organisation = new OrganisationRef(both.shift.OrganisationId, both.shift.Organisation!.Slug, both.shift.Organisation.Name),
                RevealHours = both.shift.Organisation.RevealHours,
                DutyPhone = both.shift.DutyPhone ?? both.shift.Organisation.DutyPhone,
                Activity = both.shift.Activity!.Name,
                Position = db.Positions.Where(p => p.Id == both.slot.PositionId).Select(p => p.Name).FirstOrDefault(),
                AreaSlug = both.shift.Site!.AreaSlug,
                Area = both.shift.Site.Area,
                HasPoint = both.shift.SiteId == null ? both.shift.HasLink : db.MeetingPoints.Any(m => m.SiteId == both.shift.SiteId),
                StartsAt = both.shift.StartsAt,
                EndsAt = both.shift.EndsAt,
                TimeZone = both.shift.TimeZone,
                Status = both.shift.Status,
                CancellationHours = both.shift.CancellationHours,
                Leads = both.shift.LeadId == supporterId,
                AnswerBy = db.Bookings.Where(b => b.Id == both.slot.BookingId).Select(b => b.AnswerBy).FirstOrDefault(),
                Minutes = db.Bookings.Where(b => b.Id == both.slot.BookingId).Select(b => b.Minutes).FirstOrDefault(),
                HandedAt = db.Bookings.Where(b => b.Id == both.slot.BookingId).Select(b => b.HandedAt).FirstOrDefault(),
                HasNews = db.ClosureNotices.Any(n => n.BookingId == both.slot.BookingId && n.SupporterId == supporterId && n.SeenAt == null),
                ReturnsTo = db.Bookings.Where(b => b.Id == both.slot.BookingId).Select(b => b.ReturnsTo).FirstOrDefault(),
                Free = db.Positions.Where(p => p.Id == both.slot.PositionId).Select(p => p.Capacity - p.Held - p.Reserved + p.Seeking).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);

    private static MyBooking Booking(Row row) => new(row.BookingId!.Value, row.ShiftId, row.State!.Value, row.Organisation, row.Activity, row.Position!)
    {
        Area = row.AreaSlug is null ? null : new(row.AreaSlug, row.Area!),
        StartsAt = row.StartsAt,
        EndsAt = row.EndsAt,
        Zone = WallTime.Zone(row.TimeZone),
        ShiftStatus = row.Status,
        CancelUntil = row.StartsAt.AddHours(-row.CancellationHours),
        PointOpensAt = row.HasPoint ? RemoteTask.OpensAt(row.StartsAt, row.EndsAt, TimeSpan.FromHours(row.RevealHours)) : null,
        DutyPhone = BookingStates.Sure.Contains(row.State.Value) ? row.DutyPhone : null,
        Leads = row.Leads,
        AnswerBy = row.AnswerBy,
        Minutes = row.Minutes,
        HandedAt = row.HandedAt,
        HasNews = row.HasNews,
        IsAskedAgain = row is { State: BookingState.Offered, ReturnsTo: not null },
        CanTake = row.State == BookingState.Waitlisted && row.Free > 0,
    };

    /// <summary>What ties one to a shift: a booking or, where there is none of it, leading.</summary>
    private sealed class Slot
    {
        public Guid? BookingId { get; init; }
        public Guid ShiftId { get; init; }
        public BookingState? State { get; init; }
        public Guid? PositionId { get; init; }
        public bool IsHanded { get; init; }
    }

    private sealed class Row
    {
        public required Guid? BookingId { get; init; }
        public required Guid ShiftId { get; init; }
        public required BookingState? State { get; init; }
        public required bool IsHanded { get; init; }
        public required OrganisationRef Organisation { get; init; }
        public required int RevealHours { get; init; }
        public required string? DutyPhone { get; init; }
        public required LocalText Activity { get; init; }
        public required LocalText? Position { get; init; }
        public required string? AreaSlug { get; init; }
        public required LocalText? Area { get; init; }
        public required bool HasPoint { get; init; }
        public required DateTimeOffset StartsAt { get; init; }
        public required DateTimeOffset EndsAt { get; init; }
        public required string TimeZone { get; init; }
        public required ShiftStatus Status { get; init; }
        public required int CancellationHours { get; init; }
        public required bool Leads { get; init; }
        public required DateTimeOffset? AnswerBy { get; init; }
        public required int? Minutes { get; init; }
        public required DateTimeOffset? HandedAt { get; init; }
        public required bool HasNews { get; init; }
        public required BookingState? ReturnsTo { get; init; }
        public required int Free { get; init; }
    }
}
