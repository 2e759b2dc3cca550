using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Undoes the calling off of a shift within a day.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ReinstateController(ShiftReinstatement reinstatement, ShiftQueries shifts, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Says who would be asked and what they would get.</summary>
    [HttpGet("/organise/shifts/{id:guid}/reinstate")]
    public async Task<IActionResult> Reinstate(Guid id, CancellationToken ct)
    {
        var outcome = await reinstatement.PreviewAsync(current.Value!.Id, id, ct);
        if (outcome.Result != ReinstateResult.Done)
        {
            return Answer(id, outcome);
        }

        return await shifts.DetailsAsync(id, current.Value.Id, ct) switch
        {
            { Organises: true, Status: ShiftStatus.Cancelled } shift => View("Reinstate", (shift, outcome)),
            { Organises: true } => Redirect($"/organise/shifts/{id}"),
            _ => NotFound(),
        };
    }

    /// <summary>Does it.</summary>
    [HttpPost("/organise/shifts/{id:guid}/reinstate")]
    public async Task<IActionResult> ReinstateNow(Guid id, CancellationToken ct) => Answer(id, await reinstatement.ReinstateAsync(current.Value!.Id, id, ct));

    private IActionResult Answer(Guid id, ReinstateOutcome outcome)
    {
        switch (outcome.Result)
        {
            case ReinstateResult.NotFound:
                return NotFound();
            case ReinstateResult.Done:
                TempData.SayDone(texts.Count("Organise.Reinstate.Done", outcome.People.Count));
                break;
            default:
                TempData.SayRefused(texts[outcome.Result == ReinstateResult.SiteClosed ? "Organise.SiteClosed" : "Organise.Reinstate.TooLate"]);
                break;
        }

        return Redirect($"/organise/shifts/{id}");
    }
}
