using System.Globalization;

namespace Portal.Core.Ledger.Amounts;

/// <summary>Writes amounts: for people as their language does, for machines always alike.</summary>
public static class MoneyText
{
    /// <summary>An amount with its currency, such as "€1,234.56" or "1 234,56 €".</summary>
    public static string Of(long minor, string code, CultureInfo? culture = null)
    {
        var (currency, format) = (CurrencyOf(code), (NumberFormatInfo)(culture ?? CultureInfo.CurrentCulture).NumberFormat.Clone());
        format.CurrencyDecimalDigits = currency.Decimals;
        // A code of letters before a number needs a gap; one behind it has its own.
        var stands = format.CurrencyPositivePattern is 0 && char.IsAsciiLetterUpper(currency.Symbol[^1]);
        format.CurrencySymbol = stands ? currency.Symbol + '\u00A0' : currency.Symbol;
        // A gap that breaks would leave the currency alone on a line.
        return Whole(minor, currency).ToString("C", format).Replace(' ', '\u00A0');
    }

    /// <summary>The bare number with a point, such as "-1234.56": for files, and for forms in English.</summary>
    public static string Plain(long minor, string code)
    {
        var currency = CurrencyOf(code);
        return Whole(minor, currency).ToString(currency.Decimals == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>The bare number as a form of a layout has it.</summary>
    public static string Typed(long minor, string code, AmountLayout layout) => layout == AmountLayout.Comma ? Plain(minor, code).Replace('.', ',') : Plain(minor, code);

    private static decimal Whole(long minor, Currency currency) => (decimal)minor / currency.Unit;

    private static Currency CurrencyOf(string code) => Currency.Find(code) ?? new Currency(code, code, 2);
}
