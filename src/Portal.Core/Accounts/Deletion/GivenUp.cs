using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Accounts.Deletion;

/// <summary>Which bookings somebody gives up by going.</summary>
internal static class GivenUp
{
    /// <summary>The states of a booking that is still to come.</summary>
    public static readonly BookingState[] Coming = [BookingState.Requested, BookingState.Waitlisted, BookingState.Offered, BookingState.Confirmed, BookingState.SeekingCover];

    /// <summary>Those on shifts that have not begun, whatever became of the shift: places and waits alike.</summary>
    public static IQueryable<Booking> GivenUpBy(this PortalDbContext db, Guid supporterId, DateTimeOffset now) =>
        db.Bookings.AsNoTracking().Where(b => b.SupporterId == supporterId && Coming.Contains(b.State) && b.Shift!.StartsAt > now);
}
