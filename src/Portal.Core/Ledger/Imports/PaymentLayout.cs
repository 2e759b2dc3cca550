using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;

namespace Portal.Core.Ledger.Imports;

/// <summary>How a payment provider writes its export: which columns the ledger looks at, and what each kind of row means. It looks at no other column, least of all at those that name people.</summary>
/// <param name="Provider">Whose identifiers the rows bear: two exports of one provider know each other's payments.</param>
/// <param name="Name">What it is called on the page.</param>
public sealed record PaymentLayout(string Provider, string Name)
{
    /// <summary>The column of the provider's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The columns of the day, the first that is filled.</summary>
    public required IReadOnlyList<string> Dates { get; init; }

    /// <summary>How days are written.</summary>
    public required IReadOnlyList<string> DateFormats { get; init; }

    /// <summary>The column of the amount: what is left after the provider's fee, where it says so.</summary>
    public required string Amount { get; init; }

    /// <summary>How amounts are written.</summary>
    public AmountLayout AmountLayout { get; init; } = AmountLayout.Dot;

    /// <summary>The column of the currency; null where all is in <see cref="OnlyCurrency"/>.</summary>
    public string? Currency { get; init; }

    /// <summary>The currency where no column names it.</summary>
    public string OnlyCurrency { get; init; } = "EUR";

    /// <summary>Other columns by which the layout is known.</summary>
    public IReadOnlyList<string> AlsoHas { get; init; } = [];

    /// <summary>Why a row is not income; null where it is.</summary>
    public required Func<Func<string, string>, SkipReason?> Skip { get; init; }

    /// <summary>Of which kind it is.</summary>
    public required Func<Func<string, string>, IncomeKind> Kind { get; init; }

    /// <summary>Whether a header has all that it needs.</summary>
    public bool IsOf(IReadOnlyCollection<string> header) =>
        new[] { Id, Amount, Currency ?? Id }.Concat(Dates).Concat(AlsoHas).All(name => header.Contains(name, StringComparer.OrdinalIgnoreCase));
}
