using Portal.Core.Shifts.Changes;

namespace Portal.Core.Shifts;

/// <summary>What came of planning a shift: its id, or everything that is wrong with it at once.</summary>
/// <param name="ClockMoved">Whether a wall time that does not exist (a clock change) was moved forward.</param>
public sealed record CreateShiftOutcome(Guid? ShiftId, IReadOnlyList<PlanFault> Faults, bool ClockMoved = false);

/// <summary>How publishing ended.</summary>
public enum PublishOutcome
{
    /// <summary>Open to those who may see it, now or already before.</summary>
    Published,

    /// <summary>It was cancelled, or has begun.</summary>
    NotPossible,

    /// <summary>Its site is closed at that time.</summary>
    SiteClosed,

    /// <summary>There is no such shift in this person's organisations.</summary>
    NotFound,
}

/// <summary>What came of calling a shift off, or would.</summary>
public sealed record CancelShiftOutcome(CancelShiftResult Result)
{
    /// <summary>Who had a place or waited, and is written to.</summary>
    public IReadOnlyList<AffectedPerson> People { get; init; } = [];

    /// <summary>What they get; for a preview.</summary>
    public IReadOnlyList<LetterExample> Letters { get; init; } = [];

    /// <summary>How many people that is.</summary>
    public int Told => People.Count;
}

/// <summary>How calling a shift off ended.</summary>
public enum CancelShiftResult
{
    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>It had been called off before, or is over.</summary>
    NotPossible,

    /// <summary>The reason is longer than 500 characters.</summary>
    ReasonTooLong,

    /// <summary>A part of the reason cannot be read.</summary>
    ReasonUnreadable,

    /// <summary>There is no such shift in this person's organisations.</summary>
    NotFound,
}
