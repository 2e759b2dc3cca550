using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.People;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.People;

/// <summary>Two members who are not to be on one shift: noted without a reason, and told to neither. Nothing keeps its answers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ApartController(ApartQueries queries, ApartPeople apart, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>From whom a member is kept apart.</summary>
    [HttpGet("/organise/people/{id:guid}/apart")]
    public async Task<IActionResult> Apart(Guid id, CancellationToken ct) => await queries.FindAsync(Me, id, ct) is { } page ? View("Apart", page) : NotFound();

    /// <summary>Keeps them apart from another.</summary>
    [HttpPost("/organise/people/{id:guid}/apart")]
    public async Task<IActionResult> Keep(Guid id, Guid? other, CancellationToken ct)
    {
        if (other is null)
        {
            TempData.SayRefused(texts["Organise.Apart.Choose"]);
        }
        else if (await apart.KeepAsync(Me, id, other.Value, ct))
        {
            TempData.SayDone(texts["Organise.Apart.Done"]);
        }
        else
        {
            return NotFound();
        }

        return Redirect($"/organise/people/{id}/apart");
    }

    /// <summary>Takes it back.</summary>
    [HttpPost("/organise/people/{id:guid}/apart/end")]
    public async Task<IActionResult> End(Guid id, Guid other, CancellationToken ct)
    {
        if (await apart.EndAsync(Me, id, other, ct))
        {
            TempData.SayDone(texts["Organise.Apart.Ended"]);
        }
        else if (await queries.FindAsync(Me, id, ct) is null)
        {
            return NotFound();
        }

        return Redirect($"/organise/people/{id}/apart");
    }
}
