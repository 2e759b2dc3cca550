using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>Puts updates above the others of their readers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class PinsController(UpdatePins pins, UpdateQueries updates, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Pins it, or no more. Where too many are pinned it says which.</summary>
    [HttpPost("/organise/updates/{id:guid}/pin")]
    public async Task<IActionResult> Set(Guid id, bool pin, CancellationToken ct)
    {
        switch ((await pins.SetAsync(current.Value!.Id, id, pin, ct)).Result)
        {
            case UpdateResult.NotFound:
                return NotFound();
            case UpdateResult.Withdrawn:
                TempData.SayRefused(texts["Updates.Wrong.Withdrawn"]);
                break;
            case UpdateResult.Refused:
                var pinned = (await updates.PinnedBesideAsync(id, ct)).Select(one => texts["Updates.Pin.One", one.Title, one.Organisation]);
                TempData.SayRefused(texts["Updates.Wrong.TooManyPinned", string.Join(", ", pinned)]);
                break;
            default:
                TempData.SayDone(texts[pin ? "Updates.Done.Pinned" : "Updates.Done.Unpinned"]);
                break;
        }

        return Redirect("/organise/updates");
    }
}
