using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Reveals;

/// <summary>Organisers decide about those who gave places back after opening their points. Nothing keeps its answers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ConcernsController(ConcernQueries queries, PointConcerns concerns, CurrentViewer current, TimeProvider clock, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>What waits for a decision, and who gets points by phone only.</summary>
    [HttpGet("/organise/concerns")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new ConcernsModel(await queries.ListAsync(Me, ct), clock.GetUtcNow()));

    /// <summary>Decides.</summary>
    [HttpPost("/organise/concerns/{id:guid}")]
    public async Task<IActionResult> Decide(Guid id, DecisionForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var result = await concerns.DecideAsync(Me, id, form.HoldsBack!.Value, form.Decisions!.Value, ct);
        if (result == DecideResult.NotFound)
        {
            return NotFound();
        }

        if (result == DecideResult.Done)
        {
            TempData.SayDone(texts[form.HoldsBack.Value ? "Organise.Concerns.DoneSuspended" : "Organise.Concerns.DoneLetBe"]);
        }
        else
        {
            TempData.SayRefused(texts["Organise.Concerns.DecidedMeanwhile"]);
        }

        return Redirect("/organise/concerns");
    }
}
