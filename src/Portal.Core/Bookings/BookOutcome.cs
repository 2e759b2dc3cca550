using Portal.Core.Bookings.Rules;

namespace Portal.Core.Bookings;

/// <summary>What came of asking for a place. The same form gets the same outcome again.</summary>
/// <param name="BookingId">The booking that was made, or null.</param>
/// <param name="Obstacles">All reasons against, in the order they are shown; empty when a place was taken.</param>
public sealed record BookOutcome(BookResult Result, Guid? BookingId, IReadOnlyList<Obstacle> Obstacles)
{
    /// <summary>The shift that was asked for; null when there is none.</summary>
    public Guid? ShiftId { get; init; }
}

/// <summary>How asking for a place ended.</summary>
public enum BookResult
{
    /// <summary>The place is the person's.</summary>
    Confirmed,

    /// <summary>The place is held until an organiser answers.</summary>
    Requested,

    /// <summary>Something stands in the way; the obstacles say what.</summary>
    Refused,

    /// <summary>The last place went while the person was clicking; alternatives are in <see cref="Alternatives"/>.</summary>
    JustGone,

    /// <summary>There is no such position on that shift, or the shift is not shown to this person.</summary>
    NotFound,
}
