using Portal.Core.Organisations;

namespace Portal.Core.Bookings;

/// <summary>What the rules know about a supporter, read by <see cref="PersonQueries"/>.</summary>
public sealed record Person(Guid Id, bool AddressConfirmed, bool Suspended)
{
    /// <summary>The language the portal speaks with the person.</summary>
    public string Language { get; init; } = Resources.Languages.Default;

    /// <summary>Memberships in force or asked for.</summary>
    public IReadOnlyList<PersonMembership> Memberships { get; init; } = [];

    /// <summary>Live bookings on shifts that are not over.</summary>
    public IReadOnlyList<HeldBooking> Bookings { get; init; } = [];

    /// <summary>Whether the person is an active member of an organisation, in whatever role.</summary>
    public bool IsMemberOf(Guid organisationId) =>
        Memberships.Any(m => m.OrganisationId == organisationId && m.State == MembershipState.Active);

    /// <summary>Whether the person is an active organiser of an organisation.</summary>
    public bool Organises(Guid organisationId) =>
        Memberships.Any(m => m.OrganisationId == organisationId && m.State == MembershipState.Active && m.Role == MembershipRole.Organiser);

    /// <summary>The live booking on a shift, or null.</summary>
    public HeldBooking? BookingOn(Guid shiftId) => Bookings.Count == 0 ? null : Bookings.FirstOrDefault(b => b.ShiftId == shiftId);
}

/// <summary>A membership as far as eligibility needs to know.</summary>
public sealed record PersonMembership(Guid OrganisationId, MembershipRole Role, MembershipState State);
