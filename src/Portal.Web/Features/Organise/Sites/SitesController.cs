using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>Sites: their public area, and the meeting point that only those who come may see. Nothing keeps its answers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SitesController(SiteQueries queries, MeetingPointService points, MeetingPointReader reader, ClosureQueries closures, PauseQueries pauses, CurrentViewer current, TimeProvider clock, Phrasebook texts) : Controller
{
    /// <summary>The sites of the reader's organisations.</summary>
    [HttpGet("/organise/sites")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var (mine, now) = (current.Value!.OrganiserOf, clock.GetUtcNow());
        return View(new SiteListModel(await queries.ListAsync(mine, ct), await closures.StandingAsync(mine, now.AddDays(SiteListModel.Days), ct), now) { Pauses = await pauses.StandingAsync(mine, shiftId: null, ct) });
    }

    /// <summary>One site; the point is not shown before it is asked for.</summary>
    [HttpGet("/organise/sites/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) => await PageAsync(id, new PointForm(), point: null, ct);

    /// <summary>Shows the point to an organiser; the look is on record.</summary>
    [HttpGet("/organise/sites/{id:guid}/meeting-point")]
    [ProvenLately]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var outcome = await reader.ReadForOrganiserAsync(current.Value!.Id, id, ct);
        if (outcome.Result == MeetingPointResult.No)
        {
            return NotFound();
        }

        var tooOften = outcome.Result == MeetingPointResult.TooOften;
        Response.StatusCode = tooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return await PageAsync(id, new PointForm(), outcome.Point, ct, tooOften);
    }

    /// <summary>Replaces the point for everybody at once.</summary>
    [HttpPost("/organise/sites/{id:guid}/meeting-point")]
    public async Task<IActionResult> Move(Guid id, [Bind(Prefix = nameof(SiteModel.Form))] PointForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await PageAsync(id, form, point: null, ct);
        }

        var outcome = await points.MoveAsync(current.Value!.Id, id, form.Text!, ct);
        if (outcome == MovePointOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == MovePointOutcome.Moved)
        {
            TempData.SayDone(texts["Organise.Point.Moved"]);
            return Redirect($"/organise/sites/{id}");
        }

        ModelState.AddModelError($"{nameof(SiteModel.Form)}.{nameof(PointForm.Text)}", texts[$"Organise.Point.{outcome}"]);
        return await PageAsync(id, form, point: null, ct);
    }

    private async Task<IActionResult> PageAsync(Guid id, PointForm form, string? point, CancellationToken ct, bool tooOften = false)
    {
        var site = await queries.FindAsync(current.Value!.OrganiserOf, id, ct);
        if (site is null)
        {
            return NotFound();
        }

        var told = site.PointMovedAt is null ? 0 : await points.CountReadersAsync(id, ct);
        return View("Details", new SiteModel(site, form, clock.GetUtcNow()) { Point = point, Told = told, TooOften = tooOften, Closures = await closures.StandingAsync(id, ct), Pauses = await pauses.StandingAsync([site.OrganisationId], shiftId: null, ct) });
    }
}
