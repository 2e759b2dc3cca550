using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>A published shift that is not over, as the shared snapshot holds it. It has no property for an exact place.</summary>
public sealed record ComingShift(Guid Id, OrganisationRef Organisation, Guid ActivityId, LocalText Activity)
{
    /// <summary>The public area; null for remote work.</summary>
    public AreaRef? Area { get; init; }

    /// <summary>Where; null for remote work.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>Whether there is a meeting point that not everybody may know.</summary>
    public bool PointIsProtected { get; init; }

    /// <summary>What the organisation asks of those who book.</summary>
    public BookingRules Rules { get; init; } = BookingRules.Usual;

    /// <summary>Whether it is done from home.</summary>
    public bool Remote => Area is null;

    /// <summary>When it starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The zone in which its times are told.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The day it starts on, in its own zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Who sees it.</summary>
    public required Visibility Visibility { get; init; }

    /// <summary>How a booking becomes confirmed.</summary>
    public required BookingMode BookingMode { get; init; }

    /// <summary>From when it may be booked; null for at once.</summary>
    public DateTimeOffset? BookingOpensAt { get; init; }

    /// <summary>What one can be in it, in order.</summary>
    public required IReadOnlyList<ComingPosition> Positions { get; init; }

    /// <summary>Places left over all positions.</summary>
    public int Free => Positions.Sum(p => p.Free);

    /// <summary>What the rules need to know of one of its positions.</summary>
    public PositionFacts FactsOf(ComingPosition position) => new(position.Id, Id, Organisation)
    {
        Status = ShiftStatus.Published,
        Visibility = Visibility,
        BookingMode = BookingMode,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        Zone = Zone,
        SiteId = SiteId,
        PointIsProtected = PointIsProtected,
        BookingOpensAt = BookingOpensAt,
        BookableUntil = position.BookableUntil,
        Capacity = position.Capacity,
        Held = position.Held,
        Reserved = position.Reserved,
        Seeking = position.Seeking,
        Qualifications = position.Qualifications,
        Languages = position.Languages,
        IsInterpreter = position.IsInterpreter,
        Rules = Rules,
    };

    /// <inheritdoc />
    public bool Equals(ComingShift? other) => other is not null && Values.Equals(other.Values) && Positions.SequenceEqual(other.Positions);

    /// <inheritdoc />
    public override int GetHashCode() => Id.GetHashCode();

    // Compared by Equals: == of tuples would ask whether texts are the same object.
    private (Guid, OrganisationRef, Guid, LocalText, AreaRef?, DateTimeOffset, DateTimeOffset, string, DateOnly, Visibility, BookingMode, DateTimeOffset?, Guid?, bool, BookingRules) Values =>
        (Id, Organisation, ActivityId, Activity, Area, StartsAt, EndsAt, Zone.Id, Day, Visibility, BookingMode, BookingOpensAt, SiteId, PointIsProtected, Rules);
}
