using Portal.Core.Organisations;

namespace Portal.Core.Bookings.Rules;

/// <summary>What the rules know about a supporter, read by <see cref="PersonQueries"/>.</summary>
public sealed record Person(Guid Id, bool AddressConfirmed, bool Suspended)
{
    /// <summary>The language the portal speaks with the person.</summary>
    public string Language { get; init; } = Resources.Languages.Default;

    /// <summary>Codes (ISO 639) of the languages spoken.</summary>
    public IReadOnlyList<string> Speaks { get; init; } = [];

    /// <summary>Memberships in force or asked for.</summary>
    public IReadOnlyList<PersonMembership> Memberships { get; init; } = [];

    /// <summary>Live bookings on shifts that are not over.</summary>
    public IReadOnlyList<HeldBooking> Bookings { get; init; } = [];

    /// <summary>Live bookings on shifts that ended so lately that one may not be rested yet.</summary>
    public IReadOnlyList<HeldBooking> Lately { get; init; } = [];

    /// <summary>What was confirmed, also where it has expired.</summary>
    public IReadOnlyList<PersonQualification> Qualifications { get; init; } = [];

    /// <summary>When the person is in the region.</summary>
    public IReadOnlyList<PersonStay> Stays { get; init; } = [];

    /// <summary>The organisations that know the person.</summary>
    public IReadOnlyList<Guid> KnownAt { get; init; } = [];

    /// <summary>The organisations that keep the person apart from somebody.</summary>
    public IReadOnlyList<Guid> ApartAt { get; init; } = [];

    /// <summary>The shifts on which somebody is, or which somebody leads, from whom their organisation keeps this person apart.</summary>
    public IReadOnlyList<Guid> ApartOn { get; init; } = [];

    /// <summary>Whether the person was ever checked in, anywhere.</summary>
    public bool HasAttended { get; init; }

    /// <summary>Whether the person is an active member of an organisation, in whatever role.</summary>
    public bool IsMemberOf(Guid organisationId) =>
        Memberships.Any(m => m.OrganisationId == organisationId && m.State == MembershipState.Active);

    /// <summary>Whether the person is an active organiser of an organisation.</summary>
    public bool Organises(Guid organisationId) =>
        Memberships.Any(m => m.OrganisationId == organisationId && m.State == MembershipState.Active && m.Role == MembershipRole.Organiser);

    /// <summary>Whether an organisation knows the person: somebody there vouched, or relies on the person to run things.</summary>
    public bool IsKnownAt(Guid organisationId) =>
        KnownAt.Contains(organisationId)
        || Memberships.Any(m => m.OrganisationId == organisationId && m.State == MembershipState.Active && m.Role != MembershipRole.Volunteer);

    /// <summary>The live booking on a shift, or null.</summary>
    public HeldBooking? BookingOn(Guid shiftId) => Bookings.Count == 0 ? null : Bookings.FirstOrDefault(b => b.ShiftId == shiftId);
}

/// <summary>A membership as far as eligibility needs to know.</summary>
public sealed record PersonMembership(Guid OrganisationId, MembershipRole Role, MembershipState State);

/// <summary>A qualification as far as eligibility needs to know.</summary>
/// <param name="LastDay">The last day on which it counts; null where it does not expire.</param>
public sealed record PersonQualification(Guid KindId, DateOnly? LastDay);

/// <summary>A stay, from its first to its last day.</summary>
public sealed record PersonStay(DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>How long it is, both ends included.</summary>
    public int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;
}
