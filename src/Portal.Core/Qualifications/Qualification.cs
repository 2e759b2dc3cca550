using Portal.Core.Privacy;

namespace Portal.Core.Qualifications;

/// <summary>That somebody holds something, as an organisation confirmed it. Only the fact and its last day are kept, never the document.</summary>
public sealed class Qualification
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid SupporterId { get; init; }

    /// <summary>What.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid KindId { get; init; }

    /// <summary>The organisation that is asked, or that confirmed it.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid OrganisationId { get; init; }

    /// <summary>Asked for, held or over.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required QualificationState State { get; set; }

    /// <summary>The last day on which it counts; null where it does not expire.</summary>
    [Personal("to know who may do what", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public DateOnly? LastDay { get; set; }

    /// <summary>When it was asked for or granted.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>When somebody said yes or no.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who said so.</summary>
    [Personal("to settle doubts", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public Guid? DecidedById { get; set; }

    /// <summary>When its holder asked for a new last day; null where nobody waits for an answer. Meanwhile it counts as before.</summary>
    [Personal("to answer who asks", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public DateTimeOffset? RenewalAskedAt { get; set; }

    /// <summary>The booking of the training by which it was earned; null where an organiser saw the paper.</summary>
    [Personal("so that a mistake can be taken back", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public Guid? EarnedById { get; set; }

    /// <summary>The kind.</summary>
    public QualificationKind? Kind { get; init; }

    /// <summary>Whether something can be held until a day: any coming one within fifty years, the longest that papers count, or none. A year of 2206 is a slip of the finger.</summary>
    internal static bool MayLastUntil(DateOnly? lastDay, DateTimeOffset now) =>
        lastDay is not { } day || (DateOnly.FromDateTime(now.UtcDateTime) is var today && day >= today && day <= today.AddYears(50));
}

/// <summary>Where a qualification stands.</summary>
public enum QualificationState
{
    /// <summary>Asked for, not yet answered.</summary>
    Requested,

    /// <summary>Confirmed; it counts until its last day.</summary>
    Held,

    /// <summary>Refused or taken back.</summary>
    Ended,
}
