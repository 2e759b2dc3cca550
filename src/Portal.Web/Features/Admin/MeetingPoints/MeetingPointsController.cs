using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.MeetingPoints;

/// <summary>What administrators may do about meeting points: pause them for the coalition, and read one in an emergency, on record. Nothing keeps its answers.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MeetingPointsController(GlassQueries queries, PauseQueries standing, RevealPauses pauses, MeetingPointReader reader, CurrentViewer current, TimeProvider clock, Phrasebook texts) : Controller
{
    private const int MinutesOfProof = 10;

    private Guid Me => current.Value!.Id;

    /// <summary>Whether the coalition is paused, and which sites have a point.</summary>
    [HttpGet("/admin/meeting-points")]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        View(new GlassListModel(await queries.ListAsync(Me, clock.GetUtcNow(), ct), await standing.StandingAsync([], shiftId: null, ct), clock.GetUtcNow()));

    /// <summary>Pauses all points of all.</summary>
    [HttpPost("/admin/meeting-points/pause")]
    public async Task<IActionResult> Pause(string? reason, CancellationToken ct) =>
        Say(await pauses.PauseAsync(Me, RevealScope.Coalition, RevealPause.Everywhere, reason, ct), "Organise.Pause.Done");

    /// <summary>Shows them again.</summary>
    [HttpPost("/admin/meeting-points/resume")]
    public async Task<IActionResult> Resume(CancellationToken ct) =>
        Say(await pauses.ResumeAsync(Me, RevealScope.Coalition, RevealPause.Everywhere, ct), "Organise.Pause.Resumed");

    /// <summary>Asks why a point is to be read.</summary>
    [HttpGet("/admin/meeting-points/{id:guid}")]
    [ProvenLately(Minutes = MinutesOfProof)]
    public async Task<IActionResult> Glass(Guid id, CancellationToken ct) => await PageAsync(id, new GlassForm(), new(MeetingPointResult.No), ct);

    /// <summary>Reads it; the look and the reason are on record, and those who organise there are told, before it is answered.</summary>
    [HttpPost("/admin/meeting-points/{id:guid}")]
    [ProvenLately(Minutes = MinutesOfProof, Back = "/admin/meeting-points/{id}")]
    public async Task<IActionResult> Glass(Guid id, [Bind(Prefix = nameof(GlassModel.Form))] GlassForm form, CancellationToken ct)
    {
        // Whether the reason is one is decided where the point is opened.
        ModelState.Clear();
        var outcome = await reader.BreakGlassAsync(Me, id, form.Reason, ct);
        if (outcome.Result == MeetingPointResult.OrdinaryWay)
        {
            return Redirect($"/organise/sites/{id}");
        }

        if (outcome.Result is not MeetingPointResult.Shown)
        {
            ModelState.AddModelError($"{nameof(GlassModel.Form)}.{nameof(GlassForm.Reason)}", outcome.Result switch
            {
                MeetingPointResult.NoReason => texts["Reveals.Glass.NoReason", MeetingPointReader.ShortestReason, MeetingPointReader.LongestReason],
                MeetingPointResult.TooOften => texts["Organise.Point.TooOften"],
                MeetingPointResult.None => texts["Reveals.Glass.None"],
                _ => texts["Reveals.Glass.No"],
            });
        }

        Response.StatusCode = outcome.Result == MeetingPointResult.TooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return await PageAsync(id, form, outcome, ct);
    }

    private async Task<IActionResult> PageAsync(Guid id, GlassForm form, MeetingPointOutcome outcome, CancellationToken ct) =>
        await queries.FindAsync(Me, id, clock.GetUtcNow(), ct) switch
        {
            null => NotFound(),
            { IsOwn: true } => Redirect($"/organise/sites/{id}"),
            var site => View("Glass", new GlassModel(site, form) { Point = outcome.Point }),
        };

    private RedirectResult Say(PauseResult result, string done)
    {
        if (result == PauseResult.Done)
        {
            TempData.SayDone(texts[done]);
        }
        else
        {
            TempData.SayRefused(texts["Organise.Pause.WrongReason"]);
        }

        return Redirect("/admin/meeting-points");
    }
}
