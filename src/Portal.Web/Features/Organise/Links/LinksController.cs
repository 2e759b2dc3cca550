using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Organise.Sites;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Links;

/// <summary>The joining link or document of a shift from home, which only those who come may see. Nothing keeps its answers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LinksController(ShiftQueries shifts, JoiningLinkService links, MeetingPointReader reader, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>What is stored, not shown before it is asked for, and the form of another.</summary>
    [HttpGet("/organise/shifts/{id:guid}/link")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct) => await PageAsync(id, new PointForm(), point: null, ct);

    /// <summary>Shows it to an organiser; the look is on record.</summary>
    [HttpGet("/organise/shifts/{id:guid}/link/show")]
    [ProvenLately]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var outcome = await reader.ReadLinkForOrganiserAsync(Me, id, ct);
        if (outcome.Result is MeetingPointResult.No or MeetingPointResult.None)
        {
            return NotFound();
        }

        var tooOften = outcome.Result == MeetingPointResult.TooOften;
        Response.StatusCode = tooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status200OK;
        return await PageAsync(id, new PointForm(), outcome.Point, ct, tooOften);
    }

    /// <summary>Replaces it for everybody at once.</summary>
    [HttpPost("/organise/shifts/{id:guid}/link")]
    public async Task<IActionResult> Move(Guid id, [Bind(Prefix = nameof(LinkModel.Form))] PointForm form, CancellationToken ct)
    {
        var outcome = ModelState.IsValid ? await links.MoveAsync(Me, id, form.Text!, ct) : (MovePointOutcome?)null;
        switch (outcome)
        {
            case MovePointOutcome.NotFound:
                return NotFound();
            case MovePointOutcome.Moved:
                TempData.SayDone(texts["Organise.Link.Moved"]);
                return Redirect($"/organise/shifts/{id}/link");
            case { } fault:
                ModelState.AddModelError($"{nameof(LinkModel.Form)}.{nameof(PointForm.Text)}", texts[fault == MovePointOutcome.Empty ? "Organise.Link.Empty" : $"Organise.Point.{fault}"]);
                break;
        }

        return await PageAsync(id, form, point: null, ct);
    }

    private async Task<IActionResult> PageAsync(Guid id, PointForm form, string? point, CancellationToken ct, bool tooOften = false)
    {
        if (await shifts.DetailsAsync(id, Me, ct) is not { Organises: true, Area: null } shift)
        {
            return NotFound();
        }

        var moved = await links.MovedAtAsync(Me, id, ct);
        var told = moved is null ? 0 : await links.CountReadersAsync(id, ct);
        return View("Index", new LinkModel(shift, form) { MovedAt = moved, Point = point, Told = told, TooOften = tooOften });
    }
}
