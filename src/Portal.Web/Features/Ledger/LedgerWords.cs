using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Ledger;

/// <summary>How the pages of the ledger say things: the layout in which a reader writes amounts, the rule of a round, and all that is wrong with a form.</summary>
public static class LedgerWords
{
    /// <summary>How the reader writes amounts.</summary>
    public static AmountLayout Layout => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? AmountLayout.Comma : AmountLayout.Dot;

    /// <summary>The currencies to choose from.</summary>
    public static IEnumerable<SelectListItem> Currencies => Currency.All.Select(one => new SelectListItem(one.Code, one.Code));

    /// <summary>What the rule of a round is, in a word.</summary>
    public static string Rule(RoundView round) => round.CorrectsId is null ? $"Ledger.Rule.{round.Rule}" : "Ledger.Rule.Correction";

    /// <summary>Says what is wrong at each field of a form.</summary>
    public static void AddTo(ModelStateDictionary state, string prefix, LedgerOutcome outcome, Phrasebook texts)
    {
        if (outcome.Result == LedgerResult.ChangedMeanwhile)
        {
            state.AddModelError("", texts["Ledger.Wrong.ChangedMeanwhile"]);
        }

        foreach (var fault in outcome.Faults)
        {
            var field = fault.Field.Length == 0 ? "" : prefix.Length == 0 || fault.Field.StartsWith("Shares", StringComparison.Ordinal) ? fault.Field : $"{prefix}.{fault.Field}";
            state.AddModelError(field, texts[$"Ledger.Wrong.{fault.Kind}", What(fault)]);
        }

        TextFaults.AddTo(state, prefix, outcome.Texts, texts);
    }

    private static string What(LedgerFault fault) => fault.Kind switch
    {
        LedgerFaultKind.AmountTooLarge => AmountText.MostUnits.ToString("N0", CultureInfo.CurrentCulture),
        LedgerFaultKind.AmountNotANumber => Layout == AmountLayout.Comma ? "1\u202F234,56" : "1,234.56",
        LedgerFaultKind.CurrencyUnknown => string.Join(", ", Currency.All.Select(one => one.Code)),
        _ => fault.What,
    };
}
