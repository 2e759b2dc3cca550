using System.Globalization;

namespace Portal.Core.Ledger.Amounts;

/// <summary>Reads an amount that somebody typed or a file holds, in a stated layout. Nothing is rounded and nothing is guessed.</summary>
public static class AmountText
{
    /// <summary>The most that one amount may be, in whole units: beyond that a digit too many was typed.</summary>
    public const long MostUnits = 10_000_000;

    private const int MostDigits = 15;

    /// <summary>The amount in the smallest unit, or all that is wrong with it.</summary>
    /// <param name="mayBeLess">Whether it may be less than nothing, and nothing.</param>
    public static (long Minor, IReadOnlyList<LedgerFaultKind> Faults) Read(string? text, Currency currency, AmountLayout layout, bool mayBeLess = false)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length == 0)
        {
            return (0, [LedgerFaultKind.AmountMissing]);
        }

        var isMinus = typed[0] is '-' or '\u2212';
        var digits = isMinus ? typed[1..].TrimStart() : typed;
        if (Parts(digits, layout) is not var (whole, fraction))
        {
            return (0, [LedgerFaultKind.AmountNotANumber]);
        }

        var faults = new List<LedgerFaultKind>();
        if (isMinus && !mayBeLess)
        {
            faults.Add(LedgerFaultKind.AmountNegative);
        }

        if (fraction.TrimEnd('0').Length > currency.Decimals)
        {
            faults.Add(LedgerFaultKind.AmountTooPrecise);
        }

        whole = whole.TrimStart('0');
        var isTooLarge = whole.Length > MostDigits || (whole.Length > 0 && long.Parse(whole, CultureInfo.InvariantCulture) is var units && (units > MostUnits || (units == MostUnits && fraction.Trim('0').Length > 0)));
        if (isTooLarge)
        {
            faults.Add(LedgerFaultKind.AmountTooLarge);
        }

        if (!mayBeLess && whole.Length == 0 && fraction.Trim('0').Length == 0)
        {
            faults.Add(LedgerFaultKind.AmountZero);
        }

        if (faults.Count > 0)
        {
            return (0, faults);
        }

        var minor = long.Parse("0" + whole + fraction.PadRight(currency.Decimals, '0')[..currency.Decimals], CultureInfo.InvariantCulture);
        return (isMinus ? -minor : minor, []);
    }

    // The digits before and after the mark of decimals; null for anything that is no number in this layout.
    private static (string Whole, string Fraction)? Parts(string text, AmountLayout layout)
    {
        var mark = layout == AmountLayout.Dot ? '.' : ',';
        var parts = text.Split(mark);
        if (parts.Length > 2 || (parts.Length == 2 && (parts[1].Length == 0 || !parts[1].All(char.IsAsciiDigit))))
        {
            return null;
        }

        var groups = parts[0].Split(layout == AmountLayout.Dot ? [','] : ['.', ' ', '\u00A0', '\u202F']);
        var isGrouped = groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
        return groups.All(group => group.Length > 0 && group.All(char.IsAsciiDigit)) && isGrouped ? (string.Concat(groups), parts.Length == 2 ? parts[1] : "") : null;
    }
}
