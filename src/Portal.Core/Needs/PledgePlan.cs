namespace Portal.Core.Needs;

/// <summary>What somebody promises: how much, by which day, and a word to the organisers.</summary>
public sealed record PledgePlan(int Amount, DateOnly? By, string? Word = null)
{
    /// <summary>How far ahead the day may lie.</summary>
    public const int MostDays = 365;

    /// <summary>As it is kept.</summary>
    public PledgePlan Cleaned() => this with { Word = TypedText.Line(Word) is var word && TypedText.IsVisible(word) ? word : null };

    /// <summary>All that is wrong with it on a day in Calais, whatever is missing.</summary>
    public IEnumerable<PledgeFault> Faults(DateOnly today)
    {
        if (Amount is < 1 or > Need.MostAmount)
        {
            yield return PledgeFault.AmountOutOfRange;
        }

        switch (By)
        {
            case null: yield return PledgeFault.DayMissing; break;
            case { } by when by < today: yield return PledgeFault.DayPast; break;
            case { } by when by > today.AddDays(MostDays): yield return PledgeFault.DayTooFar; break;
        }

        if (Word?.Length > Pledge.WordLength || !TypedText.IsReadable(Word))
        {
            yield return PledgeFault.WordUnusable;
        }
    }
}

/// <summary>How promising ended. <paramref name="Missing"/> says how much may be promised at most, where that was the question.</summary>
public sealed record PledgeOutcome(PledgeResult Result, Guid? PledgeId = null, int Missing = 0)
{
    /// <summary>All that was wrong.</summary>
    public IReadOnlyList<PledgeFault> Faults { get; init; } = [];

    internal static PledgeOutcome NotFound { get; } = new(PledgeResult.NotFound);

    internal static PledgeOutcome Done(Guid pledgeId) => new(PledgeResult.Done, pledgeId);

    internal static PledgeOutcome Refused(IReadOnlyList<PledgeFault> faults, int missing = 0) => new(PledgeResult.Refused, null, missing) { Faults = faults };
}

/// <summary>How promising ended.</summary>
public enum PledgeResult
{
    /// <summary>It stands so.</summary>
    Done,

    /// <summary>Something is wrong.</summary>
    Refused,

    /// <summary>There is no such need that is shown, or no such pledge of this person's.</summary>
    NotFound,
}

/// <summary>Why something is not promised.</summary>
public enum PledgeFault
{
    /// <summary>The amount is no whole number from 1 to a million.</summary>
    AmountOutOfRange,

    /// <summary>Less than this is missing.</summary>
    MoreThanMissing,

    /// <summary>Nothing is missing any more: all of it came or is promised.</summary>
    NothingMissing,

    /// <summary>As much or more of it has arrived already.</summary>
    LessThanArrived,

    /// <summary>No day was said.</summary>
    DayMissing,

    /// <summary>The day is over.</summary>
    DayPast,

    /// <summary>The day is more than a year away.</summary>
    DayTooFar,

    /// <summary>The word is too long, or cannot be read.</summary>
    WordUnusable,

    /// <summary>The person has promised some of it, and may change that.</summary>
    AlreadyPledged,

    /// <summary>The person has too many promises open.</summary>
    TooMany,

    /// <summary>The need is closed or has vanished: nothing more is promised of it.</summary>
    NotAsked,

    /// <summary>It has arrived, was taken back or has lapsed.</summary>
    Over,
}
