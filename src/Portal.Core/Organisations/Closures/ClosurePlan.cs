using Portal.Core.Shifts.Changes;

namespace Portal.Core.Organisations.Closures;

/// <summary>A closure as an organiser wants it, in wall time of the site.</summary>
/// <param name="MoveTo">Where its shifts go; null to cancel them.</param>
public sealed record ClosurePlan(DateTime From, DateTime Until, Guid? MoveTo, string? Reason)
{
    /// <summary>What the organiser was shown to come of it; null to be shown it first.</summary>
    public string? Preview { get; init; }
}

/// <summary>What came of closing a site.</summary>
public sealed record ClosureOutcome(ClosureResult Result)
{
    /// <summary>The closure; null unless it was made.</summary>
    public Guid? ClosureId { get; init; }

    /// <summary>Stands for what was shown.</summary>
    public string? Seal { get; init; }

    /// <summary>The shifts that it concerns, soonest first.</summary>
    public IReadOnlyList<ClosedShift> Shifts { get; init; } = [];

    /// <summary>The people on them, each once with all their shifts.</summary>
    public IReadOnlyList<ClosedPerson> People { get; init; } = [];

    /// <summary>One example of each letter in each language; of a preview.</summary>
    public IReadOnlyList<LetterExample> Letters { get; init; } = [];
}

/// <summary>A shift at a site that closes.</summary>
public sealed record ClosedShift(Guid Id, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int People);

/// <summary>Somebody whom closing a site concerns.</summary>
/// <param name="Shifts">What comes of each shift, soonest first; at least one.</param>
public sealed record ClosedPerson(Guid SupporterId, string Name, IReadOnlyList<(ClosedShift Shift, AffectedPerson Affected)> Shifts);

/// <summary>How closing a site ended.</summary>
public enum ClosureResult
{
    /// <summary>Nothing is changed; this is what would come of it.</summary>
    Previewed,

    /// <summary>The same, for something is another than was shown.</summary>
    PreviewedAnew,

    /// <summary>It is closed, and everybody is written to.</summary>
    Closed,

    /// <summary>The end is not after the start, or has gone by.</summary>
    WrongTimes,

    /// <summary>It would be closed for more than 31 days at once.</summary>
    TooLong,

    /// <summary>The reason is too long or cannot be read.</summary>
    WrongReason,

    /// <summary>The other site is not of this organisation, is the same, or is closed itself.</summary>
    WrongSite,

    /// <summary>There is no such site in this person's organisations.</summary>
    NotFound,
}
