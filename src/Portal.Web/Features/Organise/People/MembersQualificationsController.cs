using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Qualifications;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.People;

/// <summary>What members hold, as far as one's own organisation confirmed it.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class MembersQualificationsController(DirectGrants grants, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Confirms something without being asked.</summary>
    [HttpPost("/organise/people/{id:guid}/qualifications")]
    public async Task<IActionResult> Grant(Guid id, Guid? kind, DateOnly? lastDay, CancellationToken ct) =>
        ModelState.IsValid && kind is { } what ? Say(id, await grants.GrantAsync(Me, id, what, lastDay, ct), "Organise.People.Granted") : Unclear(id);

    /// <summary>Gives something another last day.</summary>
    [HttpPost("/organise/people/{id:guid}/qualifications/{qualification:guid}")]
    public async Task<IActionResult> Change(Guid id, Guid qualification, DateOnly? lastDay, CancellationToken ct) =>
        ModelState.IsValid ? Say(id, await grants.ChangeAsync(Me, qualification, lastDay, ct), "Organise.People.DayKept") : Unclear(id);

    /// <summary>Takes something back.</summary>
    [HttpPost("/organise/people/{id:guid}/qualifications/{qualification:guid}/take-back")]
    public async Task<IActionResult> TakeBack(Guid id, Guid qualification, CancellationToken ct) =>
        Say(id, await grants.TakeBackAsync(Me, qualification, ct), "Organise.People.TakenBack");

    private IActionResult Say(Guid id, DirectGrantResult result, string done)
    {
        switch (result)
        {
            case DirectGrantResult.NotFound:
                return NotFound();
            case DirectGrantResult.Done:
                TempData.SayDone(texts[done]);
                break;
            default:
                TempData.SayRefused(texts[$"Organise.People.{result}"]);
                break;
        }

        return Back(id);
    }

    private RedirectResult Unclear(Guid id)
    {
        TempData.SayRefused(texts["Organise.People.GrantUnclear"]);
        return Back(id);
    }

    private RedirectResult Back(Guid id) => Redirect($"/organise/people/{id}#holds");
}
