using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Organisations.Closures;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Home;

/// <summary>Where an organiser begins: what the coming days lack.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class HomeController(WeekQueries queries, ClosureQueries closures, CurrentViewer current, TimeProvider clock, IOptions<PortalOptions> portal) : Controller
{
    /// <summary>The week ahead.</summary>
    [HttpGet("/organise")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var (now, zone, mine) = (clock.GetUtcNow(), TimeWords.Zone(portal.Value.TimeZone), current.Value!.OrganiserOf);
        var names = await queries.NamesAsync(mine, ct);
        var until = WeekModel.Until(now, zone);
        var lines = await queries.ReadAsync(mine, now, until, ct);
        var waiting = await queries.WaitingAsync(current.Value!.Id, mine, ct);
        return View(new WeekModel(names, lines, now, zone)
        {
            Waiting = waiting,
            Closed = await closures.StandingAsync(mine, until, ct),
            Here = await queries.HereAsync(mine, TimeWords.DayOf(now, zone), ct),
        });
    }
}
