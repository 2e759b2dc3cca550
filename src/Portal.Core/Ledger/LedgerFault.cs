namespace Portal.Core.Ledger;

/// <summary>One thing that is wrong with what somebody wants to put into the ledger, and at which field.</summary>
public sealed record LedgerFault(string Field, LedgerFaultKind Kind)
{
    /// <summary>What the sentence about it names besides, such as an amount; empty for nothing.</summary>
    public string What { get; init; } = "";
}

/// <summary>What can be wrong with it.</summary>
public enum LedgerFaultKind
{
    /// <summary>No amount.</summary>
    AmountMissing,

    /// <summary>No number in this layout.</summary>
    AmountNotANumber,

    /// <summary>Less than nothing, where only a correction may be.</summary>
    AmountNegative,

    /// <summary>Nothing.</summary>
    AmountZero,

    /// <summary>Smaller than the currency's smallest unit.</summary>
    AmountTooPrecise,

    /// <summary>More than <see cref="Amounts.AmountText.MostUnits"/>.</summary>
    AmountTooLarge,

    /// <summary>No such currency in the ledger.</summary>
    CurrencyUnknown,

    /// <summary>No month, or none between 2000 and now.</summary>
    MonthWrong,

    /// <summary>No kind that is entered by hand.</summary>
    KindMissing,

    /// <summary>A text that is published has something in it that could lead to a place or a person, and no reason why it may stay.</summary>
    TextUnsafe,

    /// <summary>A correction takes away more than the entry has left.</summary>
    MoreThanEntered,

    /// <summary>More than came in and was not shared yet.</summary>
    MoreThanCameIn,

    /// <summary>No rule.</summary>
    RuleMissing,

    /// <summary>Nobody has said what they need.</summary>
    NoNeeds,

    /// <summary>The needs together are less than what is shared out.</summary>
    NeedsBelowAmount,

    /// <summary>The shares do not add up to what is shared out.</summary>
    SharesDiffer,

    /// <summary>There is no member that could take a share.</summary>
    NoMembers,

    /// <summary>A correction takes more from a member than its share.</summary>
    MoreThanShare,

    /// <summary>A correction that changes nothing.</summary>
    NothingChanges,
}
