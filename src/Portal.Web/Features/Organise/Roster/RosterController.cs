using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>
/// Who comes, and who is there. Organisers and the shift's lead use the same address, so the policy of the organisers' area
/// does not stand here: the core answers only those who run the shift.
/// </summary>
[Authorize(Policies.SignedIn)]
public sealed class RosterController(RosterQueries rosters, CheckInService checkIns, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>The people of a shift by position.</summary>
    [HttpGet("/shifts/{id:guid}/roster")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct) =>
        await rosters.RosterAsync(id, current.Value!.Id, ct) is { } roster ? View(roster) : NotFound();

    /// <summary>Notes that somebody is there.</summary>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/check-in")]
    public async Task<IActionResult> CheckIn(Guid id, Guid bookingId, CancellationToken ct) =>
        Answer(id, bookingId, await checkIns.CheckInAsync(current.Value!.Id, id, bookingId, ct));

    /// <summary>Takes that back.</summary>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/undo")]
    public async Task<IActionResult> Undo(Guid id, Guid bookingId, CancellationToken ct) =>
        Answer(id, bookingId, await checkIns.UndoAsync(current.Value!.Id, id, bookingId, ct));

    private IActionResult Answer(Guid id, Guid bookingId, CheckInOutcome outcome)
    {
        if (outcome == CheckInOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome != CheckInOutcome.Done)
        {
            TempData.SayRefused(texts[$"Roster.Outcome.{outcome}"]);
        }

        return Redirect($"/shifts/{id}/roster#b-{bookingId}");
    }
}
