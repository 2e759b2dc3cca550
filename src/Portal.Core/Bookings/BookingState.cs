namespace Portal.Core.Bookings;

/// <summary>Where a booking stands. Which changes are allowed is one table: <see cref="BookingStates"/>.</summary>
public enum BookingState
{
    /// <summary>Asked for and holding its place until somebody answers.</summary>
    Requested,

    /// <summary>In line for a place.</summary>
    Waitlisted,

    /// <summary>A place is held until the person accepts, declines or the offer runs out.</summary>
    Offered,

    /// <summary>Has a place.</summary>
    Confirmed,

    /// <summary>Has a place but can't come; somebody else is looked for.</summary>
    SeekingCover,

    /// <summary>Was there at the start.</summary>
    CheckedIn,

    /// <summary>Did the shift.</summary>
    Completed,

    /// <summary>Did not come.</summary>
    NoShow,

    /// <summary>Did not come, and that is all right.</summary>
    Excused,

    /// <summary>Given back by the volunteer.</summary>
    CancelledByVolunteer,

    /// <summary>Taken back by an organiser, or the shift was cancelled.</summary>
    CancelledByOrganiser,

    /// <summary>Answered with no.</summary>
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Expired,
}
