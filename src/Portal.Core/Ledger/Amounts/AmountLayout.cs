namespace Portal.Core.Ledger.Amounts;

/// <summary>How a number is written. "1,234" is one thing in one layout and another in the other: which it is is always said, never guessed.</summary>
public enum AmountLayout
{
    /// <summary>1,234.56</summary>
    Dot,

    /// <summary>1.234,56 or 1 234,56</summary>
    Comma,
}
