using Portal.Core.Shifts;

namespace Portal.Core.Organisations;

/// <summary>An organisation in the list.</summary>
public sealed record OrganisationCard(Guid Id, string Slug, string Name, Standing Standing, LocalText Summary);

/// <summary>An organisation's public page.</summary>
public sealed record OrganisationPage(Guid Id, string Slug, string Name, Standing Standing)
{
    /// <summary>What it does, in one sentence.</summary>
    public required LocalText Summary { get; init; }

    /// <summary>What it does, at length, in Markdown.</summary>
    public required LocalText Description { get; init; }

    /// <summary>What comes before a first shift, in Markdown.</summary>
    public LocalText? BeforeYouCome { get; init; }

    /// <summary>Its public address.</summary>
    public string? PublicEmail { get; init; }

    /// <summary>Its own site.</summary>
    public string? Website { get; init; }

    /// <summary>The kinds of work it does, by name.</summary>
    public required IReadOnlyList<OrganisationActivity> Activities { get; init; }

    /// <summary>The public areas it works in.</summary>
    public required IReadOnlyList<AreaRef> Areas { get; init; }

    /// <summary>The next shifts that this person may see, soonest first, at most ten.</summary>
    public required IReadOnlyList<ListedShift> Coming { get; init; }

    /// <summary>What shifts that this person may not see need.</summary>
    public required IReadOnlyList<ShiftNeed> Needs { get; init; }

    /// <summary>The viewer's standing in it; null for none.</summary>
    public MembershipState? Membership { get; init; }

    /// <summary>The moment everything is computed from.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>A kind of work on an organisation's page.</summary>
public sealed record OrganisationActivity(Guid Id, LocalText Name, LocalText? Description, LocalText? Bring);
