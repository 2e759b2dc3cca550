using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Organise.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Copy;

/// <summary>Copies the shifts of a day, or some of them, to other days: a look first, then all at once.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class CopyController(ShiftCopies copies, ShiftListQueries queries, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    /// <summary>The shifts of a day, and where to they go.</summary>
    [HttpGet("/organise/shifts/copy")]
    public async Task<IActionResult> Index(DateOnly? day, Guid? shift, CancellationToken ct)
    {
        var about = day ?? TimeWords.DayOf(clock.GetUtcNow(), TimeWords.Calais);
        var model = await ModelAsync(new CopyForm { Day = about, Shifts = shift is { } one ? [one] : [] }, null, ct);
        return View(shift is null ? model with { Form = model.Form.With(model.Lines.Select(line => line.Id)) } : model);
    }

    /// <summary>Shows what copying would make; makes it once that was seen.</summary>
    [HttpPost("/organise/shifts/copy")]
    public async Task<IActionResult> Index([Bind(Prefix = nameof(CopyModel.Form))] CopyForm form, bool copy, CancellationToken ct)
    {
        if (form.Day == default)
        {
            form.Day = TimeWords.DayOf(clock.GetUtcNow(), TimeWords.Calais);
        }

        var seen = form.Seen == form.Told && form.FormKey != Guid.Empty && ModelState.IsValid;
        var days = form.Days.OfType<DateOnly>().ToList();
        var outcome = copy && seen
            ? await copies.CopyAsync(current.Value!.Id, form.Shifts, days, form.Publish, form.FormKey, ct)
            : await copies.LookAsync(current.Value!.Id, form.Shifts, days, ct);
        if (outcome.AtClosedSites > 0)
        {
            TempData.SayWaiting(texts.Count("Organise.MadeAtClosed", outcome.AtClosedSites, texts.Count("Organise.Shifts", outcome.Made)));
            return Redirect("/organise/shifts?status=Draft");
        }

        if (outcome.Made > 0)
        {
            TempData.SayDone(texts[form.Publish ? "Organise.Import.MadePublished" : "Organise.Import.MadeDrafts", texts.Count("Organise.Shifts", outcome.Made)]);
            return Redirect(form.Publish ? "/organise/shifts" : "/organise/shifts?status=Draft");
        }

        if (outcome.Refusal is { } refusal)
        {
            ModelState.AddModelError("Form.Days[0]", texts[$"Organise.Copy.Refused.{refusal}"]);
        }

        return View(await ModelAsync(form, ModelState.IsValid ? outcome : null, ct));
    }

    private async Task<CopyModel> ModelAsync(CopyForm form, CopyOutcome? look, CancellationToken ct)
    {
        ModelState.Remove("Form.FormKey");
        ModelState.Remove("Form.Seen");
        form.FormKey = Ids.New(clock);
        form.Seen = look is null ? null : form.Told;
        form.OfferDays();
        var now = clock.GetUtcNow();
        var list = await queries.ReadAsync(current.Value!.OrganiserOf, new PlanListForm { Day = form.Day }, now, ct);
        return new CopyModel(form, list.Lines, look, now);
    }
}
