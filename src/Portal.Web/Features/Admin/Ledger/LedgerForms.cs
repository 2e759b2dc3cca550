using Portal.Core;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Imports;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Web.Features.Ledger;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Ledger;

/// <summary>Income as an administrator types it. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class IncomeForm
{
    /// <summary>So that a double tap enters it once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The month.</summary>
    public string? Month { get; set; }

    /// <summary>The kind.</summary>
    public IncomeKind? Kind { get; set; }

    /// <summary>The currency.</summary>
    public string? Currency { get; set; }

    /// <summary>How much.</summary>
    public string? Amount { get; set; }

    /// <summary>A word about it, in English.</summary>
    public string? NoteEnglish { get; set; }

    /// <summary>A word about it, in French.</summary>
    public string? NoteFrench { get; set; }

    /// <summary>Why what the safety check finds may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>What was written.</summary>
    public IncomeDraft ToDraft() => new(Month, Kind, Currency, Amount, LedgerWords.Layout, Note());

    /// <summary>The word about it.</summary>
    public PublicLine Note() => new(TextFaults.Of(NoteEnglish, NoteFrench)) { WhySafe = WhySafe };
}

/// <summary>What puts something right, with the reason.</summary>
public sealed class CorrectionForm
{
    /// <summary>So that a double tap does it once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>How much an entry was too high; not of a round.</summary>
    public string? Amount { get; set; }

    /// <summary>The reason, in English.</summary>
    public string? ReasonEnglish { get; set; }

    /// <summary>The reason, in French.</summary>
    public string? ReasonFrench { get; set; }

    /// <summary>Why what the safety check finds may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>The reason.</summary>
    public PublicLine Reason() => new(TextFaults.Of(ReasonEnglish, ReasonFrench)) { WhySafe = WhySafe };
}

/// <summary>A round as an administrator opens it.</summary>
public sealed class RoundForm
{
    /// <summary>So that a double tap opens one.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The currency.</summary>
    public string? Currency { get; set; }

    /// <summary>How much is shared out.</summary>
    public string? Amount { get; set; }

    /// <summary>The rule.</summary>
    public ShareRule? Rule { get; set; }
}

/// <summary>What the columns of an export mean, as an administrator says it.</summary>
public sealed class ColumnsForm
{
    /// <summary>The column of the identifier.</summary>
    public string? Id { get; set; }

    /// <summary>The column of the day.</summary>
    public string? Date { get; set; }

    /// <summary>How days are written.</summary>
    public DateLayout? DateLayout { get; set; }

    /// <summary>The column of the amount.</summary>
    public string? Amount { get; set; }

    /// <summary>How amounts are written.</summary>
    public Core.Ledger.Amounts.AmountLayout? AmountLayout { get; set; }

    /// <summary>The column of the currency.</summary>
    public string? CurrencyColumn { get; set; }

    /// <summary>The currency where no column names it.</summary>
    public string? Currency { get; set; }

    /// <summary>The column of the kind.</summary>
    public string? KindColumn { get; set; }

    /// <summary>The kind where no column says otherwise.</summary>
    public IncomeKind? Kind { get; set; }

    /// <summary>What was said.</summary>
    public PaymentColumns ToColumns() => new(Id, Date, DateLayout, Amount, AmountLayout, CurrencyColumn, Currency, KindColumn, Kind);
}
