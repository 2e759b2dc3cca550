namespace Portal.Core.Actions;

/// <summary>What came of writing an action; where it was refused, all reasons at once.</summary>
public sealed record ActionOutcome(ActionSaving Result, IReadOnlyList<TextFault> TextFaults, IReadOnlyList<ActionFault> Faults)
{
    /// <summary>One without reasons.</summary>
    public ActionOutcome(ActionSaving result)
        : this(result, [], [])
    {
    }
}

/// <summary>How it ended.</summary>
public enum ActionSaving
{
    /// <summary>It stands as written, now or by the same form before.</summary>
    Done,

    /// <summary>Something about it must be changed first.</summary>
    Refused,

    /// <summary>There is no such action, or none that the person organises.</summary>
    NotFound,

    /// <summary>Somebody else changed it since the form was opened.</summary>
    ChangedMeanwhile,
}
