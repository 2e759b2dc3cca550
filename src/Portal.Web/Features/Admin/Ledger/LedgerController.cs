using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Resources;
using Portal.Web.Features.Ledger;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Admin.Ledger;

/// <summary>Where administrators enter what came in, and put right what was entered wrongly.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LedgerController(LedgerDesk desk, IncomeService income, CurrentViewer current, PageShelf pages, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/admin/ledger";
    private const string Prefix = "Form";

    private Guid Me => current.Value!.Id;

    /// <summary>All of it: what is there to share, the rounds, and the entries.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(int page, CancellationToken ct)
    {
        ModelState.Clear();
        page = Math.Clamp(page, 1, 10_000);
        var read = await desk.ReadAsync(page, ct);
        return View(new LedgerDeskModel(read, new PagerModel(page, (read.Count + LedgerDesk.PageSize - 1) / LedgerDesk.PageSize, number => $"{List}?page={number}")));
    }

    /// <summary>An empty form.</summary>
    [HttpGet(List + "/income/new")]
    public IActionResult New() => View("Income", new IncomeFormModel(new IncomeForm { FormKey = Ids.New(clock), Currency = "EUR", Month = $"{clock.GetUtcNow():yyyy-MM}" }, []));

    /// <summary>Enters income.</summary>
    [HttpPost(List + "/income/new")]
    public async Task<IActionResult> New([Bind(Prefix = Prefix)] IncomeForm form, CancellationToken ct)
    {
        // What does not bind is said with all the rest by the service.
        ModelState.Clear();
        var outcome = form.FormKey == Guid.Empty ? LedgerOutcome.NotFound : await income.EnterAsync(Me, form.ToDraft(), form.FormKey, ct);
        if (outcome.Result == LedgerResult.Done)
        {
            return await DoneAsync("Entered", ct);
        }

        Tell(outcome);
        form.FormKey = Ids.New(clock);
        return View("Income", new IncomeFormModel(form, form.Note().Cleaned().Risks()));
    }

    /// <summary>The form that corrects an entry.</summary>
    [HttpGet(List + "/income/{id:guid}/correct")]
    public Task<IActionResult> Correct(Guid id, CancellationToken ct) => CorrectionAsync(id, new CorrectionForm { FormKey = Ids.New(clock) }, [], ct);

    /// <summary>Corrects it.</summary>
    [HttpPost(List + "/income/{id:guid}/correct")]
    public async Task<IActionResult> Correct(Guid id, [Bind(Prefix = Prefix)] CorrectionForm form, CancellationToken ct)
    {
        ModelState.Clear();
        var outcome = form.FormKey == Guid.Empty ? LedgerOutcome.NotFound : await income.CorrectAsync(Me, id, form.Amount, LedgerWords.Layout, form.Reason(), form.FormKey, ct);
        if (outcome.Result == LedgerResult.Done)
        {
            return await DoneAsync("Corrected", ct);
        }

        Tell(outcome);
        form.FormKey = Ids.New(clock);
        return await CorrectionAsync(id, form, form.Reason().Cleaned().Risks(), ct);
    }

    private async Task<IActionResult> CorrectionAsync(Guid id, CorrectionForm form, IReadOnlyList<Core.Updates.Safety.SafetyFinding> risks, CancellationToken ct) =>
        await desk.EntryAsync(id, ct) is var (entry, left)
            ? View("Correction", new CorrectionFormModel(
                form, texts["Ledger.CorrectEntry", LedgerModel.MonthName(entry.Month), texts[$"Ledger.Kind.{entry.Kind}"], MoneyText.Of(left, entry.Currency)], $"{List}/income/{id}/correct", HasAmount: true, risks))
            : NotFound();

    private void Tell(LedgerOutcome outcome)
    {
        if (outcome.Result == LedgerResult.NotFound)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        LedgerWords.AddTo(ModelState, Prefix, outcome, texts);
    }

    private async Task<IActionResult> DoneAsync(string what, CancellationToken ct)
    {
        await pages.ClearAsync([LiveTags.Ledger, LiveTags.Home], ct);
        TempData.SayDone(texts[$"Ledger.Done.{what}"]);
        return Redirect(List);
    }
}
