namespace Portal.Core.Shifts;

/// <summary>One thing that is wrong with a planned shift.</summary>
/// <param name="Field">The property of <see cref="NewShift"/> or, with an index, of <see cref="NewPosition"/>.</param>
/// <param name="Position">The index of the position it concerns, or null.</param>
/// <param name="Length">How long the shift would last, where that is what is in doubt.</param>
public sealed record PlanFault(PlanFaultKind Kind, string Field, int? Position = null, TimeSpan? Length = null)
{
    /// <summary>From when until when the site is closed, in its wall time, where that is the fault.</summary>
    public (DateTime From, DateTime Until)? Closed { get; init; }
}

/// <summary>What can be wrong with a planned shift.</summary>
public enum PlanFaultKind
{
    /// <summary>The end is not after the start; only a task from home has no hours.</summary>
    EndsBeforeStart,

    /// <summary>Work on site lasts at most 24 hours.</summary>
    TooLong,

    /// <summary>It would last more than twelve hours and nobody has said that this is meant.</summary>
    LengthInDoubt,

    /// <summary>The start is not in the future.</summary>
    StartsInPast,

    /// <summary>The start is more than two years away.</summary>
    TooFarAhead,

    /// <summary>There is no such activity in this person's organisations.</summary>
    UnknownActivity,

    /// <summary>There is no such site in that organisation.</summary>
    UnknownSite,

    /// <summary>The site is closed at that time.</summary>
    SiteClosed,

    /// <summary>There is no such time zone.</summary>
    UnknownTimeZone,

    /// <summary>The lead is not an active member of the organisation.</summary>
    UnknownLead,

    /// <summary>Booking would open only after the start.</summary>
    OpensAfterStart,

    /// <summary>The hours before the start are not 0 to 168.</summary>
    CancellationOutOfRange,

    /// <summary>The duty phone is no number.</summary>
    WrongPhone,

    /// <summary>The description is too long.</summary>
    DescriptionTooLong,

    /// <summary>A part of the description cannot be read.</summary>
    DescriptionUnreadable,

    /// <summary>There is no position.</summary>
    NoPosition,

    /// <summary>There are more than twelve positions.</summary>
    TooManyPositions,

    /// <summary>A position has no name.</summary>
    NameMissing,

    /// <summary>A position's name is too long.</summary>
    NameTooLong,

    /// <summary>A part of a position's name cannot be read.</summary>
    NameUnreadable,

    /// <summary>A capacity is not 1 to 500.</summary>
    CapacityOutOfRange,

    /// <summary>A minimum is not between 0 and the capacity.</summary>
    MinimumOutOfRange,

    /// <summary>Somebody is or was on a position that is to go.</summary>
    PositionTaken,

    /// <summary>The shift has begun: only its end can change.</summary>
    HasBegun,

    /// <summary>The end is not in the future.</summary>
    EndsInPast,

    /// <summary>A position asks for a language that is not on the list of spoken ones.</summary>
    UnknownLanguage,

    /// <summary>A position is an interpreter's, but names no language.</summary>
    InterpreterWithoutLanguage,

    /// <summary>A position asks for a qualification that is neither common nor the organisation's own.</summary>
    UnknownQualification,

    /// <summary>The form's key is that of a form of another kind.</summary>
    UnknownForm,
}
