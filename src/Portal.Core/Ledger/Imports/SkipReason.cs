namespace Portal.Core.Ledger.Imports;

/// <summary>Why a row of an export is no income.</summary>
public enum SkipReason
{
    /// <summary>Money that went back to who gave it.</summary>
    Refund,

    /// <summary>What the provider takes.</summary>
    Fee,

    /// <summary>Money on its way from the provider to the coalition's own account: it came in before.</summary>
    Payout,

    /// <summary>A payment that failed, was refused, called off or charged back.</summary>
    Failed,

    /// <summary>A payment that is not there yet.</summary>
    Pending,

    /// <summary>Paid some other way and only noted with the provider.</summary>
    Offline,

    /// <summary>A row of a type that the ledger does not know.</summary>
    Other,

    /// <summary>Nothing is left after the fee.</summary>
    NothingLeft,
}
