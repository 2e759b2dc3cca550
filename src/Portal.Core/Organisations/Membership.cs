using Portal.Core.Privacy;

namespace Portal.Core.Organisations;

/// <summary>A supporter's standing in an organisation.</summary>
public sealed class Membership
{
    /// <summary>Longest word to the organisers, in UTF-16 units.</summary>
    public const int WordLength = 500;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid SupporterId { get; init; }

    /// <summary>Where.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid OrganisationId { get; init; }

    /// <summary>As what.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required MembershipRole Role { get; set; }

    /// <summary>Asked for, in force or over.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required MembershipState State { get; set; }

    /// <summary>When it was asked for.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>When somebody said yes or no.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who said so.</summary>
    [Personal("to settle doubts", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public Guid? DecidedById { get; set; }

    /// <summary>A word to the organisers from whoever asks, gone once it is answered.</summary>
    [Personal("to know who asks", Tier.Restricted, "until it is answered", Because.OneselfAndOrganisers)]
    public string? Word { get; set; }

    /// <summary>Whether the organisation's coordinators may put this member on the rota without asking first.</summary>
    [Personal("to plan the rota", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public bool MayBeAssigned { get; set; }

    /// <summary>The days of the week on which this member is usually there, as the coordinators have noted; it promises nothing and books nothing.</summary>
    [Personal("to plan the rota", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public StandingDays StandingDays { get; set; }

    /// <summary>When it ends or ended.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>The organisation.</summary>
    public Organisation? Organisation { get; init; }
}

/// <summary>What one is in an organisation.</summary>
public enum MembershipRole
{
    /// <summary>Books shifts that are for members.</summary>
    Volunteer,

    /// <summary>May be put in charge of a shift.</summary>
    ShiftLead,

    /// <summary>Plans shifts, runs rosters, posts updates.</summary>
    Organiser,
}

/// <summary>Where a membership stands.</summary>
public enum MembershipState
{
    /// <summary>Asked for, not yet answered.</summary>
    Requested,

    /// <summary>In force.</summary>
    Active,

    /// <summary>Over, or refused.</summary>
    Ended,
}
