using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.People;

/// <summary>The coming bookings of a person with an organisation, and the shifts the person leads there.</summary>
internal static class MembersBookings
{
    /// <summary>The states in which somebody comes, or may yet come.</summary>
    private static readonly BookingState[] Open = [BookingState.Requested, BookingState.Waitlisted, BookingState.Offered, BookingState.Confirmed, BookingState.SeekingCover];

    /// <summary>All that are open, on shifts that have not begun.</summary>
    public static IQueryable<Booking> ComingOf(this PortalDbContext db, Guid supporterId, Guid organisationId, DateTimeOffset now) =>
        db.Bookings.Where(b => b.SupporterId == supporterId && Open.Contains(b.State)
            && b.Shift!.OrganisationId == organisationId && b.Shift.Status == ShiftStatus.Published && b.Shift.StartsAt > now);

    /// <summary>Those among them that only members can make.</summary>
    public static IQueryable<Booking> NeedingMembership(this IQueryable<Booking> bookings) =>
        bookings.Where(b => b.Shift!.Visibility != Visibility.Public || (b.Shift.Organisation!.Rules.AsksForMembership && b.Shift.SiteId != null));

    /// <summary>Lets somebody lead no shift any more, those that are over among them: whoever leads a shift reads its roster, and corrects it for days after.</summary>
    public static Task StopLeadingAsync(this PortalDbContext db, Membership membership, CancellationToken cancellationToken) =>
        db.Shifts.Where(s => s.LeadId == membership.SupporterId && s.OrganisationId == membership.OrganisationId).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), cancellationToken);
}
