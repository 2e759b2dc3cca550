using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>A shift in the organisers' list, drafts and cancelled ones included.</summary>
public sealed record PlannedShift(Guid Id, OrganisationRef Organisation, LocalText Activity, ShiftStatus Status, Visibility Visibility)
{
    /// <summary>The public area; null for remote work.</summary>
    public AreaRef? Area { get; init; }

    /// <summary>When it starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The zone in which its times are told.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The lead's display name, or null.</summary>
    public string? Lead { get; init; }

    /// <summary>The positions with their numbers.</summary>
    public required IReadOnlyList<ComingPosition> Positions { get; init; }

    /// <summary>How many people are missing to the minimum of each position.</summary>
    public int Missing => Positions.Sum(p => Math.Max(0, p.Minimum - p.Held));
}

/// <summary>One page of the organisers' list, soonest first.</summary>
public sealed record PlannedPage(IReadOnlyList<PlannedShift> Shifts, int Total, int Page, int Pages, DateTimeOffset AsOf);

/// <summary>What the form of a new shift can choose from: only what belongs to this person's organisations.</summary>
public sealed record PlanChoices(IReadOnlyList<OrganisationRef> Organisations, IReadOnlyList<ActivityChoice> Activities, IReadOnlyList<SiteChoice> Sites, IReadOnlyList<LeadChoice> Leads, IReadOnlyList<QualificationChoice> Qualifications);

/// <summary>An activity to choose.</summary>
public sealed record ActivityChoice(Guid Id, Guid OrganisationId, LocalText Name, Visibility DefaultVisibility)
{
    /// <summary>Whether no new shifts of it are planned: offered only where it was chosen before.</summary>
    public bool Retired { get; init; }
}

/// <summary>A site to choose, by its public area.</summary>
public sealed record SiteChoice(Guid Id, Guid OrganisationId, LocalText Area, string TimeZone, bool HasPoint);

/// <summary>A person who may lead: an active shift lead or organiser.</summary>
public sealed record LeadChoice(Guid Id, Guid OrganisationId, string Name);

/// <summary>A qualification that a position may ask for; of no organisation where it counts with all.</summary>
public sealed record QualificationChoice(Guid Id, Guid? OrganisationId, LocalText Name)
{
    /// <summary>Whether it is granted no more: offered only where it was chosen before.</summary>
    public bool Retired { get; init; }
}
