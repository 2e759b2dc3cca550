using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Web.Features.Bookings.Passes;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>Passes for the phone that everybody uses: made and ended by those who run the shift, which the core asks.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RosterPassesController(RosterPasses passes, RosterPassQueries queries, PortalLinks links, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Back = "/shifts/{id}/roster/passes";

    private Guid Me => current.Value!.Id;

    /// <summary>The open passes, and the way to one more.</summary>
    [HttpGet("/shifts/{id:guid}/roster/passes")]
    public Task<IActionResult> Index(Guid id, CancellationToken ct) => ShowAsync(id, link: null, ct);

    /// <summary>Makes one. Its link is in this answer and nowhere else.</summary>
    [HttpPost("/shifts/{id:guid}/roster/passes")]
    [ProvenLately(Back = Back)]
    public async Task<IActionResult> Make(Guid id, CancellationToken ct)
    {
        var made = await passes.MakeAsync(Me, id, ct);
        if (made.Result is MakePassResult.NotNow or MakePassResult.TooMany)
        {
            ModelState.AddModelError("", texts[$"Pass.{made.Result}", RosterPass.MostOpen]);
        }

        return made.Result == MakePassResult.NotFound ? NotFound() : await ShowAsync(id, made.Link is { } secret ? links.To(PassController.LinkTo(secret)) : null, ct);
    }

    /// <summary>Ends one, wherever it is.</summary>
    [HttpPost("/shifts/{id:guid}/roster/passes/{passId:guid}/end")]
    public async Task<IActionResult> End(Guid id, Guid passId, CancellationToken ct)
    {
        if (!await passes.EndAsync(Me, id, passId, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Pass.Ended"]);
        return Redirect(Back.Replace("{id}", $"{id}", StringComparison.Ordinal));
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? link, CancellationToken ct) =>
        await queries.OfShiftAsync(id, Me, ct) is { } shift ? View("Passes", new RosterPassesModel(shift, link)) : NotFound();
}

/// <summary>What the page shows.</summary>
/// <param name="Link">The link that was made just now; null otherwise.</param>
public sealed record RosterPassesModel(ShiftPasses Shift, string? Link);
