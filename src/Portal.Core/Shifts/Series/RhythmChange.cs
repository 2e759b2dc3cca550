namespace Portal.Core.Shifts.Series;

/// <summary>Other days for a series, from a day on.</summary>
/// <param name="Version">The version of the series that the page was made from.</param>
/// <param name="From">The first day that is touched, from which the rule counts; today means all that are still to come.</param>
/// <param name="Rule">The days, as an RRULE.</param>
public sealed record RhythmChange(Guid SeriesId, int Version, DateOnly From, string? Rule)
{
    /// <summary>Whether somebody has said that it goes on until it is ended: only then may the rule have no end.</summary>
    public bool GoesOn { get; init; }
}

/// <summary>What another rhythm does, or would do, to the shifts of the next eight weeks; those made later follow it.</summary>
/// <param name="Faults">Everything that is wrong with the rule.</param>
/// <param name="Lines">The shifts that are not of the new rhythm: which are called off, and which stay because somebody has a place on them.</param>
/// <param name="Comes">The dates of which shifts are made.</param>
/// <param name="Fits">How many shifts are of the new rhythm as well, and stay as they are.</param>
public sealed record RhythmOutcome(SeriesResult Result, IReadOnlyList<SeriesFault> Faults, IReadOnlyList<ShiftEditLine> Lines, IReadOnlyList<SeriesDate> Comes, int Fits)
{
    /// <summary>How many are called off.</summary>
    public int Goes => Lines.Count(line => line.Result == ShiftEditResult.Changed);

    /// <summary>What was looked at, told shortly: nothing is done that nobody has seen.</summary>
    public string Seen { get; init; } = "";

    internal static RhythmOutcome Of(SeriesResult result, params IReadOnlyList<SeriesFault> faults) => new(result, faults, [], [], 0);
}
