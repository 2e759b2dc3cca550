using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Portal.Core.Actions;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Actions;

/// <summary>Things that anybody can do from anywhere, and "I did it".</summary>
[Authorize(Policies.SignedIn)]
public sealed class ActionsController(ActionQueries queries, ActionDoing doing, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid? Reader => current.Value is { IsConfirmed: true } viewer ? viewer.Id : null;

    /// <summary>Those that run, or those that are over.</summary>
    [AllowAnonymous]
    [HttpGet("/actions")]
    [OutputCache(PolicyName = LiveTags.Actions)]
    [TaggedPage]
    public async Task<IActionResult> Index(ActionListForm form, CancellationToken ct)
    {
        ModelState.Clear();
        var (actions, count) = await queries.ListAsync(form.Filter(), form.PageNumber, Reader, ct);
        return View(new ActionListModel(form, actions, count, queries.Today));
    }

    /// <summary>One of them.</summary>
    [AllowAnonymous]
    [HttpGet("/actions/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) => await ShowAsync(id, sentence: null, ct);

    /// <summary>"I did it", with a sentence where somebody wants to leave one.</summary>
    [HttpPost("/actions/{id:guid}/done")]
    public async Task<IActionResult> Done(Guid id, string? sentence, CancellationToken ct)
    {
        switch (await doing.DoAsync(current.Value!.Id, id, sentence, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, ct))
        {
            case DoneOutcome.NotFound:
                return NotFound();
            case DoneOutcome.Unreadable:
                ModelState.AddModelError(nameof(sentence), texts["Actions.Wrong.Sentence", ActionDone.SentenceLength]);
                return await ShowAsync(id, sentence, ct);
            case DoneOutcome.Over:
                TempData.SayRefused(texts["Actions.Over"]);
                break;
            default:
                TempData.SayDone(texts[string.IsNullOrWhiteSpace(sentence) ? "Actions.Counted" : "Actions.CountedWithSentence"]);
                break;
        }

        return Redirect($"/actions/{id}");
    }

    /// <summary>Takes it back.</summary>
    [HttpPost("/actions/{id:guid}/undone")]
    public async Task<IActionResult> Undone(Guid id, CancellationToken ct)
    {
        await doing.UndoAsync(current.Value!.Id, id, ct);
        TempData.SayDone(texts["Actions.NoMore"]);
        return Redirect($"/actions/{id}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? sentence, CancellationToken ct) =>
        await queries.FindAsync(id, Reader, ct) is { } found ? View("Details", new ActionModel(found, queries.Today, sentence ?? found.OwnSentence)) : NotFound();
}
