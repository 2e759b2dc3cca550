using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Portal.Web.Features.Organise.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Series;

/// <summary>Changes series, leaves dates out and ends them. Each says first what it would do.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class SeriesChangesController(SeriesChanges changes, SeriesEnding ending, SeriesQueries queries, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Asks which dates are to change, then shows their form.</summary>
    [HttpGet("/organise/series/{id:guid}/change")]
    public async Task<IActionResult> Change(Guid id, SeriesScope? scope, DateOnly? day, [FromServices] ShiftPlanQueries choices, CancellationToken ct)
    {
        var about = day ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (await queries.PlanAsync(Me, id, scope ?? SeriesScope.All, about, ct) is not { } plan)
        {
            return NotFound();
        }

        if (scope is not { } chosen)
        {
            return View("Scope", (plan.Series, day));
        }

        return View("Change", await ModelAsync(ShiftForm.Of(plan.Plan), chosen, about, plan, plan.Series.Version, null, choices, ct));
    }

    /// <summary>Shows what a change would do; makes it once that was seen.</summary>
    [HttpPost("/organise/series/{id:guid}/change")]
    public async Task<IActionResult> Change(
        Guid id, [Bind(Prefix = nameof(SeriesChangeModel.Form))] ShiftForm form, SeriesScope scope, DateOnly day, int version, bool apply,
        [FromServices] ShiftPlanQueries choices, [FromServices] PlanFaults faults, CancellationToken ct)
    {
        if (await queries.PlanAsync(Me, id, scope, day, ct) is not { } plan)
        {
            return NotFound();
        }

        var change = new SeriesChange(id, version, scope, day, form.ToPlan());
        var outcome = !ModelState.IsValid ? new SeriesChangeOutcome(SeriesResult.Refused, [], [], [])
            : apply ? await changes.ApplyAsync(Me, change, ct)
            : await changes.PreviewAsync(Me, change, ct);
        faults.AddTo(ModelState, form, outcome.Faults);
        if (outcome.Result is SeriesResult.Previewed or SeriesResult.Refused)
        {
            return View("Change", await ModelAsync(form, scope, day, plan, version, outcome.Result == SeriesResult.Previewed ? outcome : null, choices, ct));
        }

        return Tell(id, outcome.Result, outcome.Lines);
    }

    /// <summary>Leaves one date out.</summary>
    [HttpPost("/organise/series/{id:guid}/skip")]
    public async Task<IActionResult> Skip(Guid id, DateOnly day, int version, CancellationToken ct)
    {
        var outcome = await ending.SkipAsync(Me, id, version, day, ct);
        if (outcome.Result == SeriesResult.NotFound)
        {
            TempData.SayRefused(texts["Organise.Series.NoSuchDate"]);
            return Redirect($"/organise/series/{id}");
        }

        return Tell(id, outcome.Result, outcome.Lines, "Organise.Series.SkippedDone");
    }

    /// <summary>Shows what ending a series after a day would do.</summary>
    [HttpGet("/organise/series/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, DateOnly? lastOn, CancellationToken ct)
    {
        if (await queries.FindAsync(Me, id, ct) is not { } page)
        {
            return NotFound();
        }

        var zone = WallTime.Zone(page.Line.Series.TimeZone);
        var last = lastOn ?? WallTime.DayOf(page.AsOf, zone);
        List<ShiftEditLine> lines = [.. page.Shifts
            .Where(s => s.OccursOn > last && s.StartsAt > page.AsOf && s.Status != ShiftStatus.Cancelled)
            .Select(s => new ShiftEditLine(s.Id, s.StartsAt, s.EndsAt, zone, s.StartsAt, s.EndsAt, s.HasPeople ? ShiftEditResult.HasPeople : ShiftEditResult.Changed))];
        return View(new SeriesEndModel(page, last, page.Line.Series.Version, new(SeriesResult.Previewed, lines)));
    }

    /// <summary>Ends a series after a day.</summary>
    [HttpPost("/organise/series/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, DateOnly lastOn, int version, CancellationToken ct)
    {
        var outcome = await ending.EndAsync(Me, id, version, lastOn, ct);
        return outcome.Result == SeriesResult.NotFound ? NotFound() : Tell(id, outcome.Result, outcome.Lines, "Organise.Series.EndedDone");
    }

    private RedirectResult Tell(Guid id, SeriesResult result, IReadOnlyList<ShiftEditLine> lines, string done = "Organise.Series.ChangedDone")
    {
        var left = lines.Count(line => line.Result == ShiftEditResult.HasPeople);
        switch (result)
        {
            case SeriesResult.Done:
                TempData.SayDone(texts[done, texts.Count("Organise.Shifts", lines.Count(line => line.Result == ShiftEditResult.Changed))]);
                if (left > 0)
                {
                    TempData.SayWaiting(texts.Count("Organise.Series.Left", left));
                }

                break;
            default:
                TempData.SayRefused(texts[$"Organise.Series.Result.{result}"]);
                break;
        }

        return Redirect($"/organise/series/{id}");
    }

    private async Task<SeriesChangeModel> ModelAsync(
        ShiftForm form, SeriesScope scope, DateOnly day, SeriesPlan plan, int version, SeriesChangeOutcome? preview, ShiftPlanQueries choices, CancellationToken ct)
    {
        form.OfferRows();
        return new SeriesChangeModel(form, scope, day, plan, await choices.ChoicesAsync(Me, ct), texts) { Version = version, Preview = preview };
    }
}
