namespace Portal.Core.Bookings.Attendance;

/// <summary>How a change on the roster ended.</summary>
public enum CheckInOutcome
{
    /// <summary>Done, or it had been done before.</summary>
    Done,

    /// <summary>The roster opens two hours before the start.</summary>
    TooEarly,

    /// <summary>Corrections end seven days after the end.</summary>
    TooLate,

    /// <summary>Nobody is absent from a shift that has not begun.</summary>
    NotBegun,

    /// <summary>The booking is in a state from which this does not lead, or the shift was called off.</summary>
    NotPossible,

    /// <summary>Somebody changed the booking after the tap that is only sent now.</summary>
    Overtaken,

    /// <summary>All places are taken meanwhile: it can be done anyway, and the shift is overbooked then.</summary>
    Full,

    /// <summary>The person has taken a place on another shift at the same time since.</summary>
    Elsewhere,

    /// <summary>There is no such booking on this shift, or the actor neither leads the shift nor organises for the organisation.</summary>
    NotFound,
}
