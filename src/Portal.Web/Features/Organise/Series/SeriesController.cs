using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Portal.Web.Features.Organise.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Series;

/// <summary>Series: the list, a new one with its dates before it is made, one with what was made of it.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class SeriesController(SeriesService series, SeriesQueries queries, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The series of the reader's organisations.</summary>
    [HttpGet("/organise/series")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ListAsync(Me, ct));

    /// <summary>The form of a new series.</summary>
    [HttpGet("/organise/series/new")]
    public async Task<IActionResult> New([FromServices] ShiftPlanQueries choices, CancellationToken ct) =>
        await FormAsync(new ShiftForm { DescriptionLanguage = ReaderPage.Language }, new RhythmForm(), null, choices, ct);

    /// <summary>Shows the dates of a series; makes it once they were seen.</summary>
    [HttpPost("/organise/series/new")]
    public async Task<IActionResult> New(
        [Bind(Prefix = nameof(SeriesModel.Form))] ShiftForm form, [Bind(Prefix = nameof(SeriesModel.Rhythm))] RhythmForm rhythm, bool start,
        [FromServices] ShiftPlanQueries choices, [FromServices] SeriesFaults faults, CancellationToken ct)
    {
        var plan = faults.PlanOf(form, rhythm);
        faults.CheckForm(ModelState, form, rhythm);
        if (start && ModelState.IsValid && rhythm.Seen == SeriesFaults.SeenOf(plan))
        {
            var outcome = await series.CreateAsync(Me, plan, form.FormKey, ct);
            if (outcome.SeriesId is { } id)
            {
                TempData.SayDone(texts.Count("Organise.Series.Made", outcome.Made));
                return Redirect($"/organise/series/{id}");
            }
        }

        var preview = await series.PreviewAsync(Me, plan, ct);
        faults.AddTo(ModelState, form, preview);
        return await FormAsync(form, rhythm, ModelState.IsValid ? preview : null, choices, ct);
    }

    /// <summary>One series with its coming dates.</summary>
    [HttpGet("/organise/series/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) => await queries.FindAsync(Me, id, ct) is { } page ? View(page) : NotFound();

    private async Task<IActionResult> FormAsync(ShiftForm form, RhythmForm rhythm, SeriesPreview? preview, ShiftPlanQueries choices, CancellationToken ct)
    {
        // Nothing was kept under the key of a form that made nothing, so that it may have another.
        ModelState.Remove("Form.FormKey");
        ModelState.Remove("Rhythm.Seen");
        form.FormKey = Ids.New(clock);
        rhythm.Seen = preview is null ? null : SeriesFaults.SeenOf(form, rhythm);
        form.OfferRows();
        return View("New", new SeriesModel(form, rhythm, await choices.ChoicesAsync(Me, ct), texts) { Preview = preview });
    }
}
