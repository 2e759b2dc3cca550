using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Reveals;

/// <summary>Pauses meeting points for one shift or an organisation of the reader's, and lets them be shown again.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class PausesController(RevealPauses pauses, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Pauses the point of one shift.</summary>
    [HttpPost("/organise/shifts/{id:guid}/pause")]
    public async Task<IActionResult> PauseShift(Guid id, string? reason, CancellationToken ct) =>
        Say(await pauses.PauseAsync(Me, RevealScope.Shift, id, reason, ct), "Organise.Pause.Done", $"/organise/shifts/{id}");

    /// <summary>Shows it again.</summary>
    [HttpPost("/organise/shifts/{id:guid}/resume")]
    public async Task<IActionResult> ResumeShift(Guid id, CancellationToken ct) =>
        Say(await pauses.ResumeAsync(Me, RevealScope.Shift, id, ct), "Organise.Pause.Resumed", $"/organise/shifts/{id}");

    /// <summary>Pauses all points of an organisation.</summary>
    [HttpPost("/organise/organisations/{id:guid}/pause")]
    public async Task<IActionResult> PauseOrganisation(Guid id, string? reason, CancellationToken ct) =>
        Say(await pauses.PauseAsync(Me, RevealScope.Organisation, id, reason, ct), "Organise.Pause.Done", "/organise/sites");

    /// <summary>Shows them again.</summary>
    [HttpPost("/organise/organisations/{id:guid}/resume")]
    public async Task<IActionResult> ResumeOrganisation(Guid id, CancellationToken ct) =>
        Say(await pauses.ResumeAsync(Me, RevealScope.Organisation, id, ct), "Organise.Pause.Resumed", "/organise/sites");

    private IActionResult Say(PauseResult result, string done, string back)
    {
        if (result == PauseResult.NotFound)
        {
            return NotFound();
        }

        if (result == PauseResult.Done)
        {
            TempData.SayDone(texts[done]);
        }
        else
        {
            TempData.SayRefused(texts[$"Organise.Pause.{result}"]);
        }

        return Redirect(back);
    }
}
