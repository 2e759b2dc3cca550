namespace Portal.Core.Shifts.Series;

/// <summary>What can be wrong with the rule of a series.</summary>
public enum SeriesFault
{
    /// <summary>No days were chosen.</summary>
    RuleMissing,

    /// <summary>The text is longer than 200 characters.</summary>
    RuleTooLong,

    /// <summary>It is no RRULE, or has a part that is not understood here.</summary>
    RuleUnreadable,

    /// <summary>It asks for several times a day, by the hour or more often.</summary>
    TooOften,

    /// <summary>It names hours or minutes, which stand in the form.</summary>
    RuleHasClock,

    /// <summary>It has no end, and nobody has said that this is meant.</summary>
    NeverEnds,

    /// <summary>It yields more than 500 dates.</summary>
    TooManyDates,

    /// <summary>It runs for more than five years.</summary>
    RunsTooLong,

    /// <summary>It yields no date that is still to come.</summary>
    NoDates,

    /// <summary>Its first day has gone by.</summary>
    FirstDayInPast,

    /// <summary>Another rhythm would begin on a day up to which the shifts of the one before are not made yet.</summary>
    BeyondMade,
}
