using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;

namespace Portal.Core.Ledger;

/// <summary>The ledger of one currency. It is never added to that of another.</summary>
/// <param name="Months">What came in, the newest month first.</param>
/// <param name="Rounds">How it was shared, the newest round first.</param>
public sealed record CurrencyLedger(string Currency, IReadOnlyList<IncomeMonth> Months, IReadOnlyList<IncomeNote> Notes, IReadOnlyList<RoundView> Rounds)
{
    /// <summary>All that came in.</summary>
    public long CameIn => Months.Sum(month => month.Total);

    /// <summary>All that was shared.</summary>
    public long Shared => Rounds.Sum(round => round.Amount);

    /// <summary>What is left to share; less than nothing where more was shared than turned out to have come in.</summary>
    public long Left => CameIn - Shared;

    /// <summary>The kinds that occur, in their order.</summary>
    public IReadOnlyList<IncomeKind> Kinds => [.. Enum.GetValues<IncomeKind>().Where(kind => Months.Any(month => month.ByKind.ContainsKey(kind)))];

    /// <summary>What came in of one kind.</summary>
    public long Of(IncomeKind kind) => Months.Sum(month => month.ByKind.GetValueOrDefault(kind));
}

/// <summary>What came in during a month, by kind.</summary>
public sealed record IncomeMonth(DateOnly Month, IReadOnlyDictionary<IncomeKind, long> ByKind)
{
    /// <summary>All of it.</summary>
    public long Total => ByKind.Values.Sum();
}

/// <summary>What was said about an entry, or why it was corrected.</summary>
public sealed record IncomeNote(DateOnly Month, IncomeKind Kind, long Amount, LocalText Text);

/// <summary>How much came in and was shared of a currency, in how many rounds.</summary>
public sealed record LedgerPulse(string Currency, long CameIn, long Shared, int Rounds);
