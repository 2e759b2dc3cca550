namespace Portal.Core.Shifts.Series;

/// <summary>What a planned series comes to, nothing stored: everything that is wrong at once, otherwise its dates of the next eight weeks.</summary>
/// <param name="Times">The first dates, at most those of eight weeks.</param>
/// <param name="Total">How many dates it has in all; null for one that goes on.</param>
public sealed record SeriesPreview(IReadOnlyList<PlanFault> Faults, IReadOnlyList<SeriesFault> RuleFaults, IReadOnlyList<SeriesDate> Times, TimeZoneInfo Zone, int? Total, DateTimeOffset AsOf)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsFine => Faults.Count == 0 && RuleFaults.Count == 0;
}

/// <summary>What came of making a series: its id and how many shifts were made at once, or what is wrong with it.</summary>
public sealed record CreateSeriesOutcome(Guid? SeriesId, int Made, SeriesPreview? Refused);

/// <summary>How a change of a series ended.</summary>
public enum SeriesResult
{
    /// <summary>It was only looked at: this is what would happen.</summary>
    Previewed,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>There is no such series, or no such date in it, in this person's organisations.</summary>
    NotFound,

    /// <summary>Somebody else has changed it since the page was made: nothing was changed.</summary>
    ChangedMeanwhile,

    /// <summary>What was asked for cannot be: see the faults.</summary>
    Refused,

    /// <summary>People have booked that date: it is called off from its own page, where they are told.</summary>
    HasPeople,

    /// <summary>Nothing differs.</summary>
    NothingToChange,
}

/// <summary>Which shifts of a series a change is for.</summary>
public enum SeriesScope
{
    /// <summary>One date.</summary>
    This,

    /// <summary>One date and all that follow, those not yet made included.</summary>
    Following,

    /// <summary>All that are still to come and that nobody has booked, and those not yet made.</summary>
    All,
}

/// <summary>What a change of a series does, or would do, to each of its coming shifts.</summary>
/// <param name="Parts">What differs from before.</param>
public sealed record SeriesChangeOutcome(SeriesResult Result, IReadOnlyList<ShiftEditLine> Lines, IReadOnlyList<ShiftPart> Parts, IReadOnlyList<PlanFault> Faults)
{
    internal static SeriesChangeOutcome Of(SeriesResult result) => new(result, [], [], []);
}

/// <summary>What ending a series does, or would do: which shifts are called off, and which stay because people have booked them.</summary>
public sealed record SeriesEndOutcome(SeriesResult Result, IReadOnlyList<ShiftEditLine> Lines);
