using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Reads one's own bookings.</summary>
public sealed class BookingQueries(PortalDbContext db, TimeProvider clock)
{
    private static readonly BookingState[] Placed = [BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn];

    /// <summary>One person's shifts, in one command. Bookings older than a year have become counts, so this stays small.</summary>
    public async Task<MyShifts> MyShiftsAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await ReadAsync(db.Bookings.Where(b => b.SupporterId == supporterId), supporterId, cancellationToken);
        var upcoming = rows.FindAll(b => b.EndsAt > now && BookingStates.Live.Contains(b.State) && b.ShiftStatus != ShiftStatus.Cancelled);
        var done = rows.FindAll(b => b.State is BookingState.CheckedIn or BookingState.Completed && b.EndsAt <= now);
        return new(upcoming, [.. rows.Except(upcoming).OrderByDescending(b => b.StartsAt).ThenByDescending(b => b.Id)], Sum(done), now)
        {
            ByOrganisation = [.. done.GroupBy(b => b.Organisation).Select(g => new OrganisationTime(g.Key, Sum(g))).OrderByDescending(t => t.Time)],
        };
    }

    /// <summary>One of one's own bookings, in two commands; null where there is no such booking of this person.</summary>
    public async Task<OneBooking?> FindAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(db.Bookings.Where(b => b.Id == bookingId && b.SupporterId == supporterId), supporterId, cancellationToken);
        if (found is not [var booking])
        {
            return null;
        }

        var lead = await db.Shifts.Where(s => s.Id == booking.ShiftId && s.LeadId != supporterId)
            .Select(s => db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault())
            .FirstOrDefaultAsync(cancellationToken);
        return new(booking, lead, clock.GetUtcNow());
    }

    private static TimeSpan Sum(IEnumerable<MyBooking> bookings) => bookings.Aggregate(TimeSpan.Zero, (sum, b) => sum + (b.EndsAt - b.StartsAt));

    private async Task<List<MyBooking>> ReadAsync(IQueryable<Booking> bookings, Guid supporterId, CancellationToken cancellationToken)
    {
        var rows = await bookings.AsNoTracking()
            .OrderBy(b => b.Shift!.StartsAt).ThenBy(b => b.Id)
            .Select(b => new
            {
                b.Id,
                b.ShiftId,
                b.State,
                Organisation = new OrganisationRef(b.Shift!.OrganisationId, b.Shift.Organisation!.Slug, b.Shift.Organisation.Name),
                b.Shift.Organisation.RevealHours,
                b.Shift.Organisation.DutyPhone,
                Activity = b.Shift.Activity!.Name,
                Position = b.Position!.Name,
                AreaSlug = (string?)b.Shift.Site!.AreaSlug,
                Area = (LocalText?)b.Shift.Site.Area,
                HasPoint = db.MeetingPoints.Any(m => m.SiteId == b.Shift.SiteId),
                b.Shift.StartsAt,
                b.Shift.EndsAt,
                b.Shift.TimeZone,
                b.Shift.Status,
                b.Shift.CancellationHours,
                Leads = b.Shift.LeadId == supporterId,
                b.AnswerBy,
                Free = b.Position!.Capacity - b.Position.Held - b.Position.Reserved + b.Position.Seeking,
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new MyBooking(row.Id, row.ShiftId, row.State, row.Organisation, row.Activity, row.Position)
        {
            Area = row.AreaSlug is null ? null : new(row.AreaSlug, row.Area!),
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Zone = WallTime.Zone(row.TimeZone),
            ShiftStatus = row.Status,
            CancelUntil = row.StartsAt.AddHours(-row.CancellationHours),
            PointOpensAt = row.HasPoint ? row.StartsAt.AddHours(-row.RevealHours) : null,
            DutyPhone = Placed.Contains(row.State) ? row.DutyPhone : null,
            Leads = row.Leads,
            AnswerBy = row.AnswerBy,
            CanTake = row.State == BookingState.Waitlisted && row.Free > 0,
        });
    }
}
