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
    public async Task<IActionResult> Skip(Guid id, DateOnly? day, int version, CancellationToken ct)
    {
        var outcome = ModelState.IsValid && day is { } date ? await ending.SkipAsync(Me, id, version, date, ct) : new(SeriesResult.NotFound, []);
        if (outcome.Result == SeriesResult.NotFound)
        {
            TempData.SayRefused(texts["Organise.Series.NoSuchDate"]);
            return Redirect($"/organise/series/{id}");
        }

        return Tell(id, outcome.Result, outcome.Lines, "Organise.Series.SkippedDone");
    }

    /// <summary>Asks for the last day of a series, then shows what ending it after that day would do.</summary>
    [HttpGet("/organise/series/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, DateOnly? lastOn, CancellationToken ct)
    {
        // A day that is left empty or cannot be read stands in the address, one that is not asked for yet does not.
        var isAsked = Request.Query.ContainsKey(nameof(lastOn));
        return await queries.FindAsync(Me, id, ct) is { } page ? EndView(page, lastOn, isAsked) : NotFound();
    }

    /// <summary>Ends a series after the day that was looked at. Where that would by now cancel others than were shown, it is shown anew.</summary>
    [HttpPost("/organise/series/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, DateOnly? lastOn, int version, int? seen, CancellationToken ct)
    {
        if (await queries.FindAsync(Me, id, ct) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid || lastOn is not { } last || Refuses(page, last) || seen is not { } count)
        {
            return EndView(page, lastOn, isAsked: true);
        }

        var outcome = await ending.EndAsync(Me, id, version, last, count, ct);
        if (outcome.Result == SeriesResult.Previewed)
        {
            ModelState.AddModelError("lastOn", texts["Organise.Series.EndOtherwise"]);
            return EndView(page, lastOn, isAsked: true);
        }

        return outcome.Result == SeriesResult.NotFound ? NotFound() : Tell(id, outcome.Result, outcome.Lines, "Organise.Series.EndedDone");
    }

    private ViewResult EndView(SeriesPage page, DateOnly? lastOn, bool isAsked)
    {
        var zone = WallTime.Zone(page.Line.Series.TimeZone);
        var fits = lastOn is { } day && !Refuses(page, day);
        if (isAsked && !fits)
        {
            ModelState.Clear();
            ModelState.AddModelError("lastOn", texts["Organise.Series.NoLastDay"]);
        }

        List<ShiftEditLine> lines = [.. page.Shifts
            .Where(s => s.OccursOn > lastOn && s.StartsAt > page.AsOf && s.Status != ShiftStatus.Cancelled)
            .Select(s => new ShiftEditLine(s.Id, s.StartsAt, s.EndsAt, zone, s.StartsAt, s.EndsAt, s.HasPeople ? ShiftEditResult.HasPeople : ShiftEditResult.Changed))];
        return View("End", new SeriesEndModel(page, lastOn, page.Line.Series.Version, fits ? new(SeriesResult.Previewed, lines) : null));
    }

    // Whoever means none of them says the day before the first; a day long before is a slip.
    private static bool Refuses(SeriesPage page, DateOnly day) => day < page.Line.Series.FirstOn.AddDays(-1) || day > page.Line.Series.FirstOn.AddYears(100);

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
