namespace Portal.Core.Bookings;

/// <summary>How checking somebody in, or taking that back, ended.</summary>
public enum CheckInOutcome
{
    /// <summary>Done, or it had been done before.</summary>
    Done,

    /// <summary>Checking in begins two hours before the start.</summary>
    TooEarly,

    /// <summary>Checking in ends a day after the end.</summary>
    TooLate,

    /// <summary>The booking is in a state that has no check-in, or the shift was called off.</summary>
    NotPossible,

    /// <summary>There is no such booking on this shift, or the actor neither leads the shift nor organises for the organisation.</summary>
    NotFound,
}
