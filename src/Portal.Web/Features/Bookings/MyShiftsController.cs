using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Organisations.Closures;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>What the reader has booked and has given.</summary>
[Authorize(Policies.SignedIn)]
public sealed class MyShiftsController(BookingQueries queries, PartyQueries parties, CurrentViewer current) : Controller
{
    /// <summary>The next one, those that follow, those that were, and hours.</summary>
    [HttpGet("/my/shifts")]
    public async Task<IActionResult> Index(int page, [FromServices] CallRounds rounds, CancellationToken ct)
    {
        var me = current.Value!.Id;
        var model = new MyShiftsModel(await queries.MyShiftsAsync(me, ct), page) { Groups = await parties.LedAsync(me, ct) };
        if (model.News.Count > 0)
        {
            await rounds.SeenAsync(me, model.News, ct);
        }

        return View(model);
    }
}
