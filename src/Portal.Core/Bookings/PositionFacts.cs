using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>What the rules know about a position and its shift.</summary>
public sealed record PositionFacts(Guid PositionId, Guid ShiftId, OrganisationRef Organisation)
{
    /// <summary>Where the shift stands.</summary>
    public required ShiftStatus Status { get; init; }

    /// <summary>Who may see the shift.</summary>
    public required Visibility Visibility { get; init; }

    /// <summary>How a booking becomes confirmed.</summary>
    public BookingMode BookingMode { get; init; }

    /// <summary>When the shift starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>From when it may be booked; null for at once.</summary>
    public DateTimeOffset? BookingOpensAt { get; init; }

    /// <summary>Until when a place may be taken; null while it may not.</summary>
    public DateTimeOffset? BookableUntil { get; init; }

    /// <summary>How many places there are.</summary>
    public required int Capacity { get; init; }

    /// <summary>How many bookings hold a place.</summary>
    public required int Held { get; init; }

    /// <summary>How many freed places are kept for others.</summary>
    public required int Reserved { get; init; }
}
