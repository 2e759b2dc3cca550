using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Rules;

/// <summary>What the rules know about a position and its shift.</summary>
public sealed record PositionFacts(Guid PositionId, Guid ShiftId, OrganisationRef Organisation)
{
    /// <summary>Where the shift stands.</summary>
    public required ShiftStatus Status { get; init; }

    /// <summary>Who may see the shift.</summary>
    public required Visibility Visibility { get; init; }

    /// <summary>How a booking becomes confirmed.</summary>
    public BookingMode BookingMode { get; init; }

    /// <summary>The version of the shift that was looked at; null where it is of no concern, because nothing is taken.</summary>
    public int? ShiftVersion { get; init; }

    /// <summary>When the shift starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The zone in which its days are counted.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Where; null for remote work.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>Whether there is a meeting point that not everybody may know.</summary>
    public bool PointIsProtected { get; init; }

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

    /// <summary>How many of those who hold a place look for somebody to take it over.</summary>
    public int Seeking { get; init; }

    /// <summary>The kinds of qualification one must hold, all of them.</summary>
    public IReadOnlyList<Guid> Qualifications { get; init; } = [];

    /// <summary>Codes (ISO 639) of which one had better be spoken; empty for any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whether one of them must be.</summary>
    public bool IsInterpreter { get; init; }

    /// <summary>What the organisation asks of those who book.</summary>
    public BookingRules Rules { get; init; } = BookingRules.Usual;
}
