namespace Portal.Core.Ledger.Amounts;

/// <summary>A currency of the ledger (ISO 4217). Amounts are whole numbers of its smallest unit; what one unit is worth in another currency is never asked.</summary>
/// <param name="Decimals">Digits of its smallest unit: two for cents; none where there is nothing smaller, as of the yen.</param>
public sealed record Currency(string Code, string Symbol, int Decimals)
{
    /// <summary>Letters of a code.</summary>
    public const int CodeLength = 3;

    private const int Cents = 2;

    /// <summary>Those that the ledger takes. One that is not here is refused and not guessed at.</summary>
    public static IReadOnlyList<Currency> All { get; } =
    [
        new("EUR", "€", Cents), new("GBP", "£", Cents), new("USD", "US$", Cents), new("CHF", "CHF", Cents), new("CAD", "CA$", Cents), new("AUD", "A$", Cents),
        new("SEK", "SEK", Cents), new("NOK", "NOK", Cents), new("DKK", "DKK", Cents), new("PLN", "PLN", Cents), new("CZK", "CZK", Cents), new("JPY", "JP¥", 0),
    ];

    /// <summary>The smallest units in one of it.</summary>
    public long Unit => Decimals == 0 ? 1 : 100;

    /// <summary>The one of a code in whatever capitals; null where the ledger does not take it.</summary>
    public static Currency? Find(string? code) => All.FirstOrDefault(one => string.Equals(one.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase));
}
