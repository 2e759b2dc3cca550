using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Resources;
using Portal.Web.Features.Ledger;
using Portal.Web.Features.Organise.Ledger;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Admin.Ledger;

/// <summary>Where administrators open rounds, propose shares and confirm them.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RoundsController(
    LedgerDesk desk, LedgerQueries ledger, RoundService rounds, RoundProposals proposals, RoundConfirmations confirmations, ShareStories stories, CurrentViewer current, PageShelf pages, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/admin/ledger/rounds";
    private const string One = List + "/{id:guid}";
    private const string Prefix = "Form";
    private static readonly Dictionary<Guid, string?> Nothing = [];

    private Guid Me => current.Value!.Id;

    /// <summary>An empty form.</summary>
    [HttpGet(List + "/new")]
    public async Task<IActionResult> New(CancellationToken ct) => View("NewRound", new RoundFormModel(new RoundForm { FormKey = Ids.New(clock) }, await ledger.PulseAsync(ct)));

    /// <summary>Opens a round.</summary>
    [HttpPost(List + "/new")]
    public async Task<IActionResult> New([Bind(Prefix = Prefix)] RoundForm form, CancellationToken ct)
    {
        ModelState.Clear();
        var outcome = form.FormKey == Guid.Empty ? LedgerOutcome.NotFound : await rounds.OpenAsync(Me, new(form.Currency, form.Amount, LedgerWords.Layout, form.Rule), form.FormKey, ct);
        if (outcome.Result == LedgerResult.Done)
        {
            TempData.SayDone(texts["Ledger.Done.Opened"]);
            return Redirect($"{List}/{outcome.Id}");
        }

        Tell(outcome, Prefix);
        form.FormKey = Ids.New(clock);
        return View("NewRound", new RoundFormModel(form, await ledger.PulseAsync(ct)));
    }

    /// <summary>A round.</summary>
    [HttpGet(One)]
    public Task<IActionResult> Index(Guid id, CancellationToken ct) => ShownAsync(id, Nothing, null, ct);

    /// <summary>Says what a member needs, for it.</summary>
    [HttpPost(One + "/need")]
    public async Task<IActionResult> Need(Guid id, NeedForm form, CancellationToken ct) =>
        await DoneAsync(id, await rounds.StateNeedAsync(Me, id, form.Organisation, form.Need, LedgerWords.Layout, ct), "Need", Nothing, null, ct);

    /// <summary>Proposes the shares.</summary>
    [HttpPost(One + "/propose")]
    public async Task<IActionResult> Propose(Guid id, int version, [Bind(Prefix = "Shares")] Dictionary<string, string?> shares, CancellationToken ct)
    {
        // Keys are read here: the binder would throw for one that is no identifier.
        var typed = shares.Where(share => Guid.TryParse(share.Key, out _)).DistinctBy(share => Guid.Parse(share.Key)).ToDictionary(share => Guid.Parse(share.Key), share => share.Value);
        return await DoneAsync(id, await proposals.ProposeAsync(Me, id, version, typed, LedgerWords.Layout, ct), "Proposed", typed, null, ct);
    }

    /// <summary>Confirms them.</summary>
    [HttpPost(One + "/confirm")]
    [ProvenLately(Minutes = 15, Back = List + "/{id}")]
    public async Task<IActionResult> Confirm(Guid id, int version, CancellationToken ct)
    {
        var result = await confirmations.ConfirmAsync(Me, id, version, ct);
        if (result == ConfirmResult.NotFound)
        {
            return NotFound();
        }

        if (result is ConfirmResult.Confirmed or ConfirmResult.Decided or ConfirmResult.Already)
        {
            await pages.ClearAsync([LiveTags.Ledger, LiveTags.Home], ct);
            TempData.SayDone(texts[$"Ledger.Confirm.{result}"]);
        }
        else
        {
            TempData.SayRefused(texts[$"Ledger.Confirm.{result}"]);
        }

        return Redirect($"{List}/{id}");
    }

    /// <summary>Drops an open round.</summary>
    [HttpPost(One + "/drop")]
    public async Task<IActionResult> Drop(Guid id, CancellationToken ct)
    {
        if (!await rounds.DropAsync(Me, id, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Ledger.Done.Dropped"]);
        return Redirect("/admin/ledger");
    }

    /// <summary>Writes what a member did with its share, for it.</summary>
    [HttpPost(One + "/story")]
    public async Task<IActionResult> Story(Guid id, StoryForm form, CancellationToken ct) =>
        await DoneAsync(id, await stories.WriteAsync(Me, id, form.Organisation, form.Line(), ct), "Story", Nothing, form, ct);

    /// <summary>The form that opens a correction of a decided round.</summary>
    [HttpGet(One + "/correct")]
    public Task<IActionResult> Correct(Guid id, CancellationToken ct) => CorrectionAsync(id, new CorrectionForm { FormKey = Ids.New(clock) }, ct);

    /// <summary>Opens it.</summary>
    [HttpPost(One + "/correct")]
    public async Task<IActionResult> Correct(Guid id, [Bind(Prefix = Prefix)] CorrectionForm form, CancellationToken ct)
    {
        ModelState.Clear();
        var outcome = form.FormKey == Guid.Empty ? LedgerOutcome.NotFound : await rounds.OpenCorrectionAsync(Me, id, form.Reason(), form.FormKey, ct);
        if (outcome.Result == LedgerResult.Done)
        {
            TempData.SayDone(texts["Ledger.Done.OpenedCorrection"]);
            return Redirect($"{List}/{outcome.Id}");
        }

        Tell(outcome, Prefix);
        form.FormKey = Ids.New(clock);
        return await CorrectionAsync(id, form, ct);
    }

    private async Task<IActionResult> CorrectionAsync(Guid id, CorrectionForm form, CancellationToken ct) =>
        await ledger.RoundAsync(id, ct) is { CorrectsId: null } round
            ? View("Correction", new CorrectionFormModel(form, texts["Ledger.CorrectRound", round.Number], $"{List}/{id}/correct", HasAmount: false, form.Reason().Cleaned().Risks()))
            : NotFound();

    private async Task<IActionResult> DoneAsync(Guid id, LedgerOutcome outcome, string what, IReadOnlyDictionary<Guid, string?> typed, StoryForm? story, CancellationToken ct)
    {
        ModelState.Clear();
        switch (outcome.Result)
        {
            case LedgerResult.NotFound:
                return NotFound();
            case LedgerResult.Done:
                await pages.ClearAsync([LiveTags.Ledger], ct);
                TempData.SayDone(texts[$"Ledger.Done.{what}"]);
                return Redirect($"{List}/{id}");
            default:
                Tell(outcome, "");
                return await ShownAsync(id, typed, story, ct);
        }
    }

    private void Tell(LedgerOutcome outcome, string prefix)
    {
        if (outcome.Result == LedgerResult.NotFound)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        LedgerWords.AddTo(ModelState, prefix, outcome, texts);
    }

    private async Task<IActionResult> ShownAsync(Guid id, IReadOnlyDictionary<Guid, string?> typed, StoryForm? story, CancellationToken ct) =>
        await desk.RoundAsync(Me, id, ct) is { } round ? View("Round", new RoundModel(round, typed, story)) : NotFound();
}
