using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>The roster as it is shown, with what was asked for and waits for a second word.</summary>
/// <param name="CheckInAddress">What the QR code says.</param>
/// <param name="Over">The booking that would be one more than there are places, after such an answer; null otherwise.</param>
public sealed record RosterPage(Portal.Core.Bookings.Attendance.Roster Roster, Guid ViewerId, string CheckInAddress, WalkInForm WalkIn, Guid? Over)
{
    /// <summary>How many are there and not yet completed.</summary>
    public int ToComplete => Roster.Positions.Sum(position => position.People.Count(person => person.State == BookingState.CheckedIn));

    /// <summary>How many are completed.</summary>
    public int Completed => Roster.Positions.Sum(position => position.People.Count(person => person.State == BookingState.Completed));
}
