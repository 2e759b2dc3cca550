using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Bookings;

/// <summary>Reads one's own booking as a calendar sees it.</summary>
public sealed class CalendarQueries(PortalDbContext db, PortalLinks links)
{
    private static readonly BookingState[] Tentative = [BookingState.Requested, BookingState.Waitlisted, BookingState.Offered];

    /// <summary>The entry of a supporter's booking in the language of the page, or null where there is no such booking.</summary>
    public async Task<CalendarEntry?> FindAsync(Guid supporterId, Guid bookingId, CancellationToken ct)
    {
        var row = await db.Bookings.AsNoTracking()
            .Where(b => b.Id == bookingId && b.SupporterId == supporterId)
            .Select(b => new
            {
                b.ShiftId,
                b.State,
                Sequence = b.Version + b.Shift!.Version - 1,
                b.ChangedAt,
                Title = b.Shift.Activity!.Name,
                Position = b.Position!.Name,
                Area = b.Shift.Site == null ? null : b.Shift.Site.Area,
                b.Shift.StartsAt,
                b.Shift.EndsAt,
                b.Shift.TimeZone,
                b.Shift.Status,
            })
            .SingleOrDefaultAsync(ct);
        return row is null ? null : new CalendarEntry(
            bookingId, row.Sequence, $"{row.Title} · {row.Position}", row.StartsAt, row.EndsAt, TimeWords.Zone(row.TimeZone), row.Area?.ToString(), links.To($"/shifts/{row.ShiftId}"))
        {
            Status = StatusOf(row.State, row.Status),
            ChangedAt = row.ChangedAt,
        };
    }

    private static CalendarStatus StatusOf(BookingState booking, ShiftStatus shift) => booking switch
    {
        _ when shift == ShiftStatus.Cancelled || !BookingStates.Live.Contains(booking) => CalendarStatus.Cancelled,
        _ when Tentative.Contains(booking) => CalendarStatus.Tentative,
        _ => CalendarStatus.Confirmed,
    };
}
