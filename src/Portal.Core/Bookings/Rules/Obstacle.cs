using System.Text.Json.Serialization;
using Portal.Core.Organisations;

namespace Portal.Core.Bookings.Rules;

/// <summary>One reason that stands in the way of a booking: a code with the data its sentence needs. Never words.</summary>
public sealed record Obstacle(ObstacleKind Kind)
{
    /// <summary>When booking opens; set for <see cref="ObstacleKind.NotOpenYet"/>.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whose rule it is; set for memberships, invitations, qualifications and stays.</summary>
    public OrganisationRef? Organisation { get; init; }

    /// <summary>Whether that membership was asked for already and waits for an answer.</summary>
    public bool Pending { get; init; }

    /// <summary>The commitment it collides with; set for <see cref="ObstacleKind.AlreadyBooked"/> and all that is about time.</summary>
    public HeldBooking? With { get; init; }

    /// <summary>Whether it is no more than that the person waits for a place on that very shift.</summary>
    public bool IsOwnLine => Kind == ObstacleKind.AlreadyBooked && With?.State == BookingState.Waitlisted;

    /// <summary>Whether an invitation is asked for only because an organiser keeps the person apart from somebody on the shift. Never shown to them, and not kept under a form's key.</summary>
    [JsonIgnore]
    public bool IsApart { get; init; }

    /// <summary>The kind that is asked for; set for qualifications.</summary>
    public Guid? Qualification { get; init; }

    /// <summary>The last day of a qualification that expires, or the day that no stay covers.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>How many days (of a stay, of a newcomer's bookings) or minutes (of the way) the rule names.</summary>
    public int? Days { get; init; }

    /// <summary>Codes of which one is asked for; set for <see cref="ObstacleKind.LanguageNeeded"/>.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(Obstacle? other) => other is not null && Values.Equals(other.Values) && Languages.SequenceEqual(other.Languages);

    /// <inheritdoc />
    public override int GetHashCode() => Values.GetHashCode();

    private (ObstacleKind, DateTimeOffset?, OrganisationRef?, bool, HeldBooking?, Guid?, DateOnly?, int?) Values =>
        (Kind, At, Organisation, Pending, With, Qualification, Day, Days);
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

    /// <summary>The shift or its organisation asks for a membership.</summary>
    MembershipNeeded,

    /// <summary>The shift is for those who were invited.</summary>
    InvitationNeeded,

    /// <summary>A qualification is asked for that nobody confirmed for this person.</summary>
    QualificationMissing,

    /// <summary>A qualification expires before the shift ends, or has expired.</summary>
    QualificationExpires,

    /// <summary>An interpreter is needed for a language this person does not speak.</summary>
    LanguageNeeded,

    /// <summary>The organisation asks for a stay, and none covers the shift.</summary>
    OutsideStay,

    /// <summary>The stay is shorter than the organisation asks for.</summary>
    StayTooShort,

    /// <summary>It overlaps another shift this person holds a place on.</summary>
    Overlaps,

    /// <summary>There is too little time to get from one site to the other.</summary>
    TooClose,

    /// <summary>There would be too much work within a day, or too little rest between two.</summary>
    TooLittleRest,

    /// <summary>Somebody new may book for a few days with one organisation until the first check-in.</summary>
    Newcomer,

    /// <summary>Somebody is on the shift from whom an organiser keeps this person apart. Only organisers are told so; the person reads <see cref="InvitationNeeded"/>.</summary>
    KeptApart,

    /// <summary>All places are taken.</summary>
    Full,
}
