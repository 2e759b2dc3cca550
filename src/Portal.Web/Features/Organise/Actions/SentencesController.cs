using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Actions;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Actions;

/// <summary>The sentences that people left with an action, for its organisers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class SentencesController(ActionSentences sentences, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Those nobody has decided about.</summary>
    [HttpGet("/organise/actions/{id:guid}/sentences")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct) =>
        await sentences.ReadAsync(current.Value!.Id, id, ct) is { } waiting ? View("Sentences", waiting) : NotFound();

    /// <summary>Publishes one, or leaves it.</summary>
    [HttpPost("/organise/actions/{id:guid}/sentences/{row:guid}")]
    public async Task<IActionResult> Decide(Guid id, Guid row, string? sentence, bool publish, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        switch (await sentences.DecideAsync(current.Value!.Id, id, row, sentence ?? "", publish, ct))
        {
            case SentenceOutcome.NotFound:
                return NotFound();
            case SentenceOutcome.Unsafe:
                TempData.SayRefused(texts["Actions.Sentences.Unsafe"]);
                break;
            default:
                TempData.SayDone(texts[publish ? "Actions.Sentences.Published" : "Actions.Sentences.Left"]);
                break;
        }

        return Redirect($"/organise/actions/{id}/sentences");
    }
}
