using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Series;

/// <summary>Gives a series other days: which dates go, come and stay is shown first.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class RhythmController(SeriesRhythm rhythms, SeriesQueries queries, SeriesFaults faults, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The days as they are, to be changed from a day on.</summary>
    [HttpGet("/organise/series/{id:guid}/rhythm")]
    public async Task<IActionResult> Index(Guid id, DateOnly? from, CancellationToken ct)
    {
        ModelState.Clear();
        return await queries.FindAsync(Me, id, ct) is { IsOver: false } page ? View("Rhythm", ModelOf(page, RhythmForm.Of(page.Line.Series.Rule), from ?? FirstDay(page), page.Line.Series.Version, null)) : NotFound();
    }

    /// <summary>Shows what other days would do; changes to them once that was seen.</summary>
    [HttpPost("/organise/series/{id:guid}/rhythm")]
    public async Task<IActionResult> Index(Guid id, [Bind(Prefix = nameof(RhythmModel.Rhythm))] RhythmForm rhythm, DateOnly? from, int version, bool apply, CancellationToken ct)
    {
        if (await queries.FindAsync(Me, id, ct) is not { } page)
        {
            return NotFound();
        }

        faults.CheckEnd(ModelState, rhythm);
        if (from is not { } day)
        {
            ModelState.TryAddModelError(nameof(RhythmModel.From), texts["Shared.Wrong.Required"]);
            return View("Rhythm", ModelOf(page, rhythm, from, version, null));
        }

        var change = new RhythmChange(id, version, day, rhythm.ToRule()) { GoesOn = rhythm.GoesOn };
        var outcome = apply && ModelState.IsValid ? await rhythms.ApplyAsync(Me, change, rhythm.Seen ?? "", ct) : await rhythms.PreviewAsync(Me, change, ct);
        faults.AddTo(ModelState, outcome.Faults, nameof(RhythmModel.From));
        return outcome.Result switch
        {
            SeriesResult.NotFound => NotFound(),
            SeriesResult.Previewed or SeriesResult.Refused => View("Rhythm", ModelOf(page, rhythm, from, version, ModelState.IsValid ? outcome : null)),
            _ => Tell(id, outcome),
        };
    }

    private RhythmModel ModelOf(SeriesPage page, RhythmForm rhythm, DateOnly? from, int version, RhythmOutcome? preview)
    {
        ModelState.Remove($"{nameof(RhythmModel.Rhythm)}.{nameof(RhythmForm.Seen)}");
        rhythm.Seen = preview?.Seen;
        return new(page, new(rhythm, texts), from, version, preview);
    }

    private RedirectResult Tell(Guid id, RhythmOutcome outcome)
    {
        if (outcome.Result != SeriesResult.Done)
        {
            TempData.SayRefused(texts[$"Organise.Series.Result.{outcome.Result}"]);
            return Redirect($"/organise/series/{id}");
        }

        TempData.SayDone(texts["Organise.Rhythm.Done", outcome.Goes, outcome.Comes.Count]);
        if (outcome.Lines.Count > outcome.Goes)
        {
            TempData.SayWaiting(texts.Count("Organise.Series.Left", outcome.Lines.Count - outcome.Goes));
        }

        return Redirect($"/organise/series/{id}");
    }

    // Today, but of a series that has not begun its first day: nobody who changes days means that it begins earlier.
    private static DateOnly FirstDay(SeriesPage page)
    {
        var (today, first) = (WallTime.DayOf(page.AsOf, WallTime.Zone(page.Line.Series.TimeZone)), page.Line.Series.FirstOn);
        return first > today ? first : today;
    }
}
