using Portal.Core.Ledger;
using Portal.Core.Ledger.Imports;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Organise.Import;
using Portal.Web.Features.Organise.Ledger;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Ledger;

/// <summary>The administrators' page.</summary>
public sealed record LedgerDeskModel(LedgerDeskPage Page, PagerModel Pager);

/// <summary>The form of income.</summary>
public sealed record IncomeFormModel(IncomeForm Form, IReadOnlyList<SafetyFinding> Risks);

/// <summary>The form that corrects an entry or a round.</summary>
/// <param name="Title">What is corrected, in words.</param>
/// <param name="Address">Where the form is sent.</param>
/// <param name="HasAmount">Whether an amount is asked for.</param>
public sealed record CorrectionFormModel(CorrectionForm Form, string Title, string Address, bool HasAmount, IReadOnlyList<SafetyFinding> Risks);

/// <summary>The form of a round, with what is there to share.</summary>
public sealed record RoundFormModel(RoundForm Form, IReadOnlyList<LedgerPulse> Currencies);

/// <summary>The page of a round.</summary>
/// <param name="Typed">What was typed for each member, where that was refused.</param>
public sealed record RoundModel(RoundDesk Desk, IReadOnlyDictionary<Guid, string?> Typed, StoryForm? Story);

/// <summary>The page of an export, and once it was looked at, what came of it.</summary>
/// <param name="Header">Its columns, where nobody has said yet what they mean.</param>
public sealed record PaymentImportModel(ImportForm Form, ColumnsForm Columns, PaymentHeader? Header, PaymentFileRead? Read, PaymentForecast? Forecast);

/// <summary>What became of an export.</summary>
public sealed record PaymentImportResult(PaymentImport Import, string By, IReadOnlyList<PaymentSum> Sums);
