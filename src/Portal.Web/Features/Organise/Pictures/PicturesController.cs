using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Updates.Pictures;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Pictures;

/// <summary>Pictures that wait for a second person: organisers of any member look at them and decide.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PicturesController(PictureQueries pictures, PictureService service, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/organise/pictures";

    private Guid Me => current.Value!.Id;

    /// <summary>Those that wait, longest first.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        await pictures.WaitingAsync(Me, ct) is { } waiting ? View(new WaitingPicturesModel(waiting, Me, clock.GetUtcNow())) : NotFound();

    /// <summary>Says yes to one.</summary>
    [HttpPost(List + "/{id:guid}/release")]
    public async Task<IActionResult> Release(Guid id, CancellationToken ct) =>
        await SaidAsync(await service.ReleaseAsync(Me, id, ct), "Released", List, ct);

    /// <summary>Says no to one, or takes back one's own group's; where the update is named, its page comes next.</summary>
    [HttpPost(List + "/{id:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, Guid? update, CancellationToken ct) =>
        await SaidAsync(await service.RemoveAsync(Me, id, ct), "Removed", update is { } own ? $"/organise/updates/{own}/edit" : List, ct);

    private async Task<IActionResult> SaidAsync(PictureOutcome outcome, string done, string next, CancellationToken ct)
    {
        if (outcome == PictureOutcome.Done)
        {
            TempData.SayDone(texts[$"Pictures.Done.{done}"]);
            return Redirect(next);
        }

        // Somebody who may look at pictures came too late; nobody else is told that there was one.
        if (await pictures.CountWaitingAsync(Me, ct) is null)
        {
            return NotFound();
        }

        TempData.SayRefused(texts[outcome == PictureOutcome.OwnUpload ? "Pictures.NotByYou" : "Pictures.Gone"]);
        return Redirect(List);
    }
}
