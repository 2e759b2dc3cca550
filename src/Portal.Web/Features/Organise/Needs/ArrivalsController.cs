using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Needs;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Organise.Needs;

/// <summary>Where organisers tick off what came.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ArrivalsController(ArrivalService service, PageShelf pages, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Notes that something came, for a promise or without one.</summary>
    [HttpPost("/organise/needs/{id:guid}/arrivals")]
    public async Task<IActionResult> Note(Guid id, Guid formKey, Guid? pledge, int? amount, CancellationToken ct)
    {
        // What did not arrive as a whole is refused as no amount, by the service: it asks first whose the need is.
        var outcome = await service.NoteAsync(Me, id, formKey, pledge, ModelState.IsValid && formKey != Guid.Empty ? amount ?? 0 : 0, ct);
        return await SaidAsync(id, outcome, () => texts["Needs.Desk.Noted", NeedAmounts.Number(amount!.Value)], ct);
    }

    /// <summary>Takes back what was noted by mistake.</summary>
    [HttpPost("/organise/needs/{id:guid}/arrivals/{arrival:guid}/take-back")]
    public async Task<IActionResult> TakeBack(Guid id, Guid arrival, CancellationToken ct) =>
        await SaidAsync(id, await service.TakeBackAsync(Me, id, arrival, ct), () => texts["Needs.Desk.Undone"], ct);

    private async Task<IActionResult> SaidAsync(Guid id, ArrivalOutcome outcome, Func<string> done, CancellationToken ct)
    {
        switch (outcome)
        {
            case ArrivalOutcome.NotFound:
                return NotFound();
            case ArrivalOutcome.Done:
                await pages.ClearAsync([LiveTags.Needs, LiveTags.Home], ct);
                TempData.SayDone(done());
                break;
            case ArrivalOutcome.PledgeOver:
                TempData.SayRefused(texts["Needs.Desk.PledgeOver"]);
                break;
            default:
                TempData.SayRefused(texts["Needs.Desk.NotNoted"]);
                break;
        }

        return Redirect($"/organise/needs/{id}");
    }
}
