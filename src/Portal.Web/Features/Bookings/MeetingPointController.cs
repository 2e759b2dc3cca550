using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Privacy;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>The one endpoint that shows a meeting point to somebody who comes. Nothing keeps its answer.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MeetingPointController(MeetingPointReader reader, CurrentViewer current, TimeProvider clock) : Controller
{
    /// <summary>The point, or from when it can be read. Each look is on record before it is answered.</summary>
    [HttpGet("/bookings/{id:guid}/meeting-point")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var outcome = await reader.ReadAsync(current.Value!.Id, current.Value.Session, id, ct);
        if (outcome.Result == MeetingPointResult.No)
        {
            return NotFound();
        }

        Response.StatusCode = outcome.Result == MeetingPointResult.TooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return View(new MeetingPointModel(id, outcome, clock.GetUtcNow()));
    }
}
