namespace Portal.Core.CallOuts;

/// <summary>What came of calling for people, widening or ending. <paramref name="Faults"/> are all reasons at once, and only there when it was refused.</summary>
public sealed record CallOutOutcome(CallOutResult Result, Guid? CallOutId, IReadOnlyList<CallOutFault> Faults)
{
    /// <summary>How many are asked at once.</summary>
    public int AskedNow { get; init; }

    /// <summary>How many are asked when their quiet hours end.</summary>
    public int AskedLater { get; init; }

    /// <summary>When the first of those is asked; null for none.</summary>
    public DateTimeOffset? LaterFrom { get; init; }

    internal static CallOutOutcome NotFound { get; } = new(CallOutResult.NotFound, null, []);

    internal static CallOutOutcome Done(Guid id) => new(CallOutResult.Done, id, []);

    internal static CallOutOutcome Refused(IReadOnlyList<CallOutFault> faults, Guid? callOutId = null) => new(CallOutResult.Refused, callOutId, faults);
}

/// <summary>How it ended.</summary>
public enum CallOutResult
{
    /// <summary>Done, now or by the same form before.</summary>
    Done,

    /// <summary>Something stands in the way; the faults say what.</summary>
    Refused,

    /// <summary>There is none of this organiser's organisations.</summary>
    NotFound,
}

/// <summary>One thing that stands in the way of a call-out.</summary>
public enum CallOutFault
{
    /// <summary>Nothing was written.</summary>
    LineMissing,

    /// <summary>The line is longer than <see cref="CallOut.LineLength"/>.</summary>
    LineTooLong,

    /// <summary>The line has characters that no screen can show.</summary>
    LineUnreadable,

    /// <summary>It says something that may lead the wrong people to a place or a person, and nobody said why it may stay.</summary>
    Unsafe,

    /// <summary>The reason why it may stay is too long, or cannot be shown.</summary>
    ReasonUnusable,

    /// <summary>The portal does not speak this language.</summary>
    LanguageUnknown,

    /// <summary>Less than one person, or more than <see cref="CallOut.MostWanted"/>.</summary>
    WantedOutOfRange,

    /// <summary>More people than there are free places.</summary>
    MoreThanPlaces,

    /// <summary>There is no such circle.</summary>
    CircleUnknown,

    /// <summary>No place is free: nobody is missing.</summary>
    NobodyMissing,

    /// <summary>The shift was called off, is not published, or begins too soon for anybody to take a place.</summary>
    ShiftClosed,

    /// <summary>Somebody is calling for this position already.</summary>
    AlreadyCalling,

    /// <summary>It has ended, or everybody was found.</summary>
    Over,

    /// <summary>There is nobody who could be asked.</summary>
    NobodyToAsk,
}
