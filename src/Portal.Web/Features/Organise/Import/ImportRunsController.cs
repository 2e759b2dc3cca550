using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Shifts.Files;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Import;

/// <summary>How far the taking in of a file is, and how it ended; for whoever began it.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ImportRunsController(ImportRuns runs, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>The page of a run.</summary>
    [HttpGet("/organise/import/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) =>
        await runs.FindAsync(current.Value!.Id, id, ct) is { } progress ? View("Run", new RunModel(progress, texts)) : NotFound();

    /// <summary>Its numbers alone, for the script that moves them.</summary>
    [HttpGet("/organise/import/{id:guid}/progress")]
    public async Task<IActionResult> Progress(Guid id, CancellationToken ct) =>
        await runs.FindAsync(current.Value!.Id, id, ct) is { } progress ? Json(new RunModel(progress, texts).ToNumbers()) : NotFound();
}
