using System.Globalization;
using Portal.Core.Ledger.Amounts;

namespace Portal.Core.Ledger.Income;

/// <summary>Income as an administrator types it.</summary>
/// <param name="Month">As a browser sends it: 2027-01.</param>
/// <param name="Layout">How the amount is written.</param>
public sealed record IncomeDraft(string? Month, IncomeKind? Kind, string? Currency, string? Amount, AmountLayout Layout, PublicLine Note)
{
    /// <summary>All that is wrong with it, and what it says where nothing is.</summary>
    internal (IReadOnlyList<LedgerFault> Faults, DateOnly Month, Currency? Currency, long Amount) Read(DateTimeOffset now)
    {
        var faults = new List<LedgerFault>();
        // Somewhere it is the first of the month already.
        if (!DateOnly.TryParseExact(Month?.Trim(), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) || month.Year < 2000 || month > DateOnly.FromDateTime(now.UtcDateTime.AddDays(1)))
        {
            faults.Add(new(nameof(Month), LedgerFaultKind.MonthWrong));
        }

        if (Kind is not { } kind || !Enum.IsDefined(kind) || kind == IncomeKind.Correction)
        {
            faults.Add(new(nameof(Kind), LedgerFaultKind.KindMissing));
        }

        var currency = Amounts.Currency.Find(Currency);
        if (currency is null)
        {
            faults.Add(new(nameof(Currency), LedgerFaultKind.CurrencyUnknown));
        }

        var (amount, wrong) = AmountText.Read(Amount, currency ?? Amounts.Currency.All[0], Layout);
        faults.AddRange(wrong.Select(one => new LedgerFault(nameof(Amount), one)));
        faults.AddRange(Note.Unsafe());
        return (faults, month, currency, amount);
    }
}
