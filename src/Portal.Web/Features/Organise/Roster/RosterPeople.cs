using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>How a roster tells people apart.</summary>
public static class RosterPeople
{
    /// <summary>Whether somebody was checked in.</summary>
    public static bool IsHere(RosterEntry person) => person.State is BookingState.CheckedIn or BookingState.Completed;

    /// <summary>Whether somebody may be checked in.</summary>
    public static bool IsExpected(RosterEntry person) => person.State is BookingState.Confirmed or BookingState.SeekingCover or BookingState.NoShow or BookingState.Excused;
}
