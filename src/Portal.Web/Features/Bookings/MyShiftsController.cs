using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>What the reader has booked and has given.</summary>
[Authorize(Policies.SignedIn)]
public sealed class MyShiftsController(MyShiftsQueries queries, CurrentViewer current, TimeProvider clock) : Controller
{
    /// <summary>The next one, those that follow, those that were, and hours.</summary>
    [HttpGet("/my/shifts")]
    public async Task<IActionResult> Index(int page, CancellationToken ct)
    {
        var shifts = await queries.OfAsync(current.Value!.Id, ct);
        return View(new MyShiftsModel(shifts, clock.GetUtcNow(), page));
    }
}
