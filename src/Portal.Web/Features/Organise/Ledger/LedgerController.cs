using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Resources;
using Portal.Web.Features.Ledger;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Organise.Ledger;

/// <summary>Where organisers say what their members need in an open round, and what they did with their share of a decided one.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LedgerController(LedgerDesk desk, RoundService rounds, ShareStories stories, CurrentViewer current, PageShelf pages, Phrasebook texts) : Controller
{
    private const string Page = "/organise/ledger";

    private Guid Me => current.Value!.Id;

    /// <summary>The rounds that concern the reader's organisations.</summary>
    [HttpGet(Page)]
    public Task<IActionResult> Index(CancellationToken ct) => ShownAsync(null, Guid.Empty, ct);

    /// <summary>Says what a member needs.</summary>
    [HttpPost(Page + "/{id:guid}/need")]
    public async Task<IActionResult> Need(Guid id, NeedForm form, CancellationToken ct) =>
        await DoneAsync(id, await rounds.StateNeedAsync(Me, id, form.Organisation, form.Need, LedgerWords.Layout, ct), "Need", null, ct);

    /// <summary>Writes what a member did with its share.</summary>
    [HttpPost(Page + "/{id:guid}/story")]
    public async Task<IActionResult> Story(Guid id, StoryForm form, CancellationToken ct) =>
        await DoneAsync(id, await stories.WriteAsync(Me, id, form.Organisation, form.Line(), ct), "Story", form, ct);

    private async Task<IActionResult> DoneAsync(Guid id, LedgerOutcome outcome, string what, StoryForm? story, CancellationToken ct)
    {
        ModelState.Clear();
        switch (outcome.Result)
        {
            case LedgerResult.NotFound:
                return NotFound();
            case LedgerResult.Done:
                await pages.ClearAsync([LiveTags.Ledger], ct);
                TempData.SayDone(texts[$"Ledger.Done.{what}"]);
                return Redirect(Page);
            default:
                LedgerWords.AddTo(ModelState, "", outcome, texts);
                return await ShownAsync(story, id, ct);
        }
    }

    private async Task<IActionResult> ShownAsync(StoryForm? story, Guid round, CancellationToken ct) => View("Index", new OrganisersLedgerModel(await desk.OrganisedAsync(Me, ct), story, round));
}
