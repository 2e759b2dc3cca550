using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Assign;

/// <summary>Puts people on a shift: those the organisation knows, each with what stands in the way.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class AssignController(AssignmentQueries queries, Assignments assignments, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>The people, for one position.</summary>
    [HttpGet("/organise/shifts/{id:guid}/people")]
    public async Task<IActionResult> Index(Guid id, Guid? position, string? name, CancellationToken ct)
    {
        ModelState.Clear();
        return await queries.ReadAsync(current.Value!.Id, id, position, name, ct) is { } board ? View(new AssignModel(board, name)) : NotFound();
    }

    /// <summary>Puts one of them on it.</summary>
    [HttpPost("/organise/shifts/{id:guid}/people")]
    public async Task<IActionResult> Assign(Guid id, AssignForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var outcome = await assignments.AssignAsync(current.Value!.Id, id, form.Position, form.Person, form.Because, ct);
        switch (outcome.Result)
        {
            case AssignResult.NotFound:
                return NotFound();
            case AssignResult.Offered or AssignResult.Confirmed:
                TempData.SayDone(texts[$"Organise.Assign.{outcome.Result}"]);
                break;
            default:
                var reasons = outcome.Obstacles.Select(obstacle => texts[$"Organise.Assign.Obstacle.{obstacle.Kind}"]);
                TempData.SayRefused(string.Join(" ", reasons.Prepend(texts[$"Organise.Assign.{outcome.Result}"])));
                break;
        }

        return Redirect(form.Week is { } day
            ? $"/organise/rota?organisation={Uri.EscapeDataString(form.Organisation ?? "")}&day={day:yyyy-MM-dd}"
            : $"/organise/shifts/{id}/people?position={form.Position}");
    }
}
