namespace Portal.Core.Newsletters.Sending;

/// <summary>When a newsletter is to go out, as it is asked for.</summary>
/// <param name="Wall">The coalition's clock for <see cref="SendTiming.At"/>.</param>
/// <param name="Day">The day for <see cref="SendTiming.Morning"/>.</param>
public sealed record DepartureWish(SendTiming Timing, DateTime? Wall = null, DateOnly? Day = null)
{
    /// <summary>Whether somebody said that it may go although nothing will be heard of what becomes of it.</summary>
    public bool GoesUnheard { get; init; }
}

/// <summary>When a newsletter goes out and who answers for that, as pages tell it.</summary>
public sealed record Departure(SendTiming Timing, DateTimeOffset? SendAt, DateOnly? MorningOf, DateTimeOffset? FreezeAt)
{
    /// <summary>Who asked, and when.</summary>
    public Guid? AskedById { get; init; }

    /// <summary>That person's name.</summary>
    public string? AskedBy { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Who released it, or null.</summary>
    public Guid? ReleasedById { get; init; }

    /// <summary>That person's name.</summary>
    public string? ReleasedBy { get; init; }

    /// <summary>Whether a second person has yet to look.</summary>
    public bool AwaitsRelease => FreezeAt is null;

    /// <summary>Whether this person may release it: whoever asked may not.</summary>
    public bool MayBeReleasedBy(Guid personId) => AwaitsRelease && AskedById != personId;
}

/// <summary>What came of asking to send a newsletter, or of releasing it.</summary>
public enum DepartureOutcome
{
    /// <summary>It goes at its time.</summary>
    Scheduled,

    /// <summary>It goes once a second person has released it.</summary>
    AwaitsRelease,

    /// <summary>It changed since it was looked at, or is no draft any more.</summary>
    Changed,

    /// <summary>Its time is past, or none was said.</summary>
    TimePast,

    /// <summary>Nine in the morning of that day is past where some readers live.</summary>
    MorningPast,

    /// <summary>It is large, nothing will be heard of what becomes of it, and nobody said that this is all right.</summary>
    Unheard,

    /// <summary>This person may not: they asked for it themselves, or are neither administrator nor organiser of a member.</summary>
    NotYours,
}

/// <summary>The outcome, and the zones in which the morning is past.</summary>
public sealed record DepartureAnswer(DepartureOutcome Outcome, IReadOnlyList<string> Zones)
{
    /// <summary>An outcome without zones.</summary>
    public static implicit operator DepartureAnswer(DepartureOutcome outcome) => new(outcome, []);
}
