namespace Portal.Core.Ledger;

/// <summary>How writing into the ledger ended, with all that is wrong at once.</summary>
/// <param name="Id">What was written.</param>
public sealed record LedgerOutcome(LedgerResult Result, Guid? Id = null)
{
    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<LedgerFault> Faults { get; init; } = [];

    /// <summary>What is wrong with its texts.</summary>
    public IReadOnlyList<TextFault> Texts { get; init; } = [];

    /// <summary>There is no such thing for this person.</summary>
    public static LedgerOutcome NotFound { get; } = new(LedgerResult.NotFound);

    /// <summary>Refused for reasons.</summary>
    public static LedgerOutcome Refused(IReadOnlyList<LedgerFault> faults, IReadOnlyList<TextFault>? texts = null) => new(LedgerResult.Refused) { Faults = faults, Texts = texts ?? [] };
}

/// <summary>How it ended.</summary>
public enum LedgerResult
{
    /// <summary>It stands as written.</summary>
    Done,

    /// <summary>Something is wrong with it.</summary>
    Refused,

    /// <summary>There is no such thing, or whoever writes may not.</summary>
    NotFound,

    /// <summary>Somebody changed it meanwhile, or it was decided.</summary>
    ChangedMeanwhile,
}
