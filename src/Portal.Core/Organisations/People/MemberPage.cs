using Portal.Core.Bookings;
using Portal.Core.Qualifications;

namespace Portal.Core.Organisations.People;

/// <summary>Which members are looked for.</summary>
public sealed record MemberSearch
{
    /// <summary>The address name of one of the organisations; null for all.</summary>
    public string? Organisation { get; init; }

    /// <summary>A part of a name.</summary>
    public string? Name { get; init; }

    /// <summary>One role; null for all.</summary>
    public MembershipRole? Role { get; init; }

    /// <summary>The page, counted from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A page of members.</summary>
/// <param name="Organisations">The organisations this person organises for.</param>
/// <param name="Total">How many members were found.</param>
/// <param name="Today">The day from which qualifications are told to be over.</param>
public sealed record MemberPage(IReadOnlyList<OrganisationRef> Organisations, int Total, int Page, int Pages, DateOnly Today)
{
    /// <summary>Those of this page.</summary>
    public required IReadOnlyList<MemberLine> People { get; init; }
}

/// <summary>A member in the list.</summary>
public sealed record MemberLine(Guid MembershipId, Guid SupporterId, string Name, Guid OrganisationId, MembershipRole Role, DateTimeOffset Since, IReadOnlyList<string> Speaks, DateTimeOffset? EndsAt)
{
    /// <summary>What the member holds that counts with the organisation.</summary>
    public IReadOnlyList<MembersQualification> Qualifications { get; init; } = [];
}

/// <summary>A qualification of a member.</summary>
/// <param name="KindOf">The organisation whose own kind it is; null for one that counts with all.</param>
/// <param name="GrantedBy">The organisation that confirmed it, and alone may change it.</param>
public sealed record MembersQualification(Guid Id, Guid SupporterId, Guid KindId, LocalText Kind, Guid? KindOf, Guid GrantedBy, string Granter, DateOnly? LastDay)
{
    /// <summary>Whether it counts with an organisation.</summary>
    public bool Counts(Guid organisationId) => KindOf is null || KindOf == organisationId;
}

/// <summary>A member's page.</summary>
/// <param name="IsOneself">Whether it is the reader's own.</param>
public sealed record MemberDetails(MemberLine Member, string Organisation, bool IsOneself, DateTimeOffset AsOf)
{
    /// <summary>Whether nobody else organises.</summary>
    public bool IsLastOrganiser { get; init; }

    /// <summary>The organisation's name in addresses.</summary>
    public required string Slug { get; init; }

    /// <summary>Whether the role can end by a day: always, but for an organiser where nobody else organises without an end.</summary>
    public bool CanEnd { get; init; }

    /// <summary>How many shifts that are not over the member leads.</summary>
    public int Leads { get; init; }

    /// <summary>What can be granted.</summary>
    public required IReadOnlyList<KindChoice> Kinds { get; init; }

    /// <summary>The coming bookings with the organisation.</summary>
    public required IReadOnlyList<MembersBooking> Bookings { get; init; }

    /// <summary>Those that only members can make.</summary>
    public IEnumerable<MembersBooking> Bound => Bookings.Where(b => b.NeedsMembership);
}

/// <summary>One's own membership, and what hangs on it.</summary>
public sealed record OwnMembership(Guid Id, OrganisationRef Organisation, MembershipState State, DateTimeOffset AsOf)
{
    /// <summary>Whether nobody else organises.</summary>
    public bool IsLastOrganiser { get; init; }

    /// <summary>How many shifts that are not over one leads.</summary>
    public int Leads { get; init; }

    /// <summary>The coming bookings that only members can make.</summary>
    public required IReadOnlyList<MembersBooking> Bound { get; init; }
}

/// <summary>A coming booking of a member.</summary>
public sealed record MembersBooking(
    Guid Id, Guid ShiftId, BookingState State, LocalText Activity, LocalText Position, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, bool NeedsMembership);
