using Portal.Core.Organisations;

namespace Portal.Core.Bookings;

/// <summary>One reason that stands in the way of a booking: a code with the data its sentence needs. Never words.</summary>
public sealed record Obstacle(ObstacleKind Kind)
{
    /// <summary>When booking opens; set for <see cref="ObstacleKind.NotOpenYet"/>.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whose membership is needed; set for <see cref="ObstacleKind.MembershipNeeded"/> and <see cref="ObstacleKind.InvitationNeeded"/>.</summary>
    public OrganisationRef? Organisation { get; init; }

    /// <summary>Whether that membership was asked for already and waits for an answer.</summary>
    public bool Pending { get; init; }

    /// <summary>The commitment it collides with; set for <see cref="ObstacleKind.AlreadyBooked"/> and <see cref="ObstacleKind.Overlaps"/>.</summary>
    public HeldBooking? With { get; init; }
}

/// <summary>The reasons in the order in which they are shown.</summary>
public enum ObstacleKind
{
    /// <summary>Nobody is signed in.</summary>
    NotSignedIn,

    /// <summary>The e-mail address was not confirmed yet.</summary>
    AddressNotConfirmed,

    /// <summary>The account is suspended.</summary>
    Suspended,

    /// <summary>The shift is not open to anyone yet.</summary>
    NotPublished,

    /// <summary>The shift will not take place.</summary>
    ShiftCancelled,

    /// <summary>The shift has begun.</summary>
    AlreadyStarted,

    /// <summary>Booking opens later.</summary>
    NotOpenYet,

    /// <summary>This person is on this shift already.</summary>
    AlreadyBooked,

    /// <summary>The shift is for members of the organisation.</summary>
    MembershipNeeded,

    /// <summary>The shift is for those who were invited.</summary>
    InvitationNeeded,

    /// <summary>It overlaps another shift this person holds a place on.</summary>
    Overlaps,

    /// <summary>All places are taken.</summary>
    Full,
}
