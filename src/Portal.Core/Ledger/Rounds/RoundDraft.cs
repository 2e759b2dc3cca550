using Portal.Core.Ledger.Amounts;

namespace Portal.Core.Ledger.Rounds;

/// <summary>A round as an administrator opens it.</summary>
public sealed record RoundDraft(string? Currency, string? Amount, AmountLayout Layout, ShareRule? Rule)
{
    /// <summary>All that is wrong with it but whether there is so much, and what it says where nothing is.</summary>
    internal (List<LedgerFault> Faults, Currency? Currency, long Amount) Read()
    {
        var faults = new List<LedgerFault>();
        var currency = Amounts.Currency.Find(Currency);
        if (currency is null)
        {
            faults.Add(new(nameof(Currency), LedgerFaultKind.CurrencyUnknown));
        }

        var (amount, wrong) = AmountText.Read(Amount, currency ?? Amounts.Currency.All[0], Layout);
        faults.AddRange(wrong.Select(one => new LedgerFault(nameof(Amount), one)));
        if (Rule is not { } rule || !Enum.IsDefined(rule))
        {
            faults.Add(new(nameof(Rule), LedgerFaultKind.RuleMissing));
        }

        return (faults, currency, amount);
    }
}
