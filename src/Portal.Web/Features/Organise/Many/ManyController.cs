using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Organise.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Many;

/// <summary>Changes shifts that were chosen in the list, all at once: a look first.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ManyController(ManyShifts many, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The form, with the shifts that were chosen.</summary>
    [HttpGet("/organise/shifts/many")]
    public async Task<IActionResult> Index(List<Guid> shifts, [FromServices] ShiftPlanQueries choices, CancellationToken ct)
    {
        ModelState.Clear();
        if (shifts.Count == 0)
        {
            TempData.SayRefused(texts["Organise.Many.NoneChosen"]);
            return Redirect("/organise/shifts");
        }

        return View(await ModelAsync(new ManyForm { Shifts = shifts, DescriptionLanguage = ReaderPage.Language }, false, choices, ct));
    }

    /// <summary>Shows what would change; changes it once that was seen.</summary>
    [HttpPost("/organise/shifts/many")]
    public async Task<IActionResult> Index([Bind(Prefix = nameof(ManyModel.Form))] ManyForm form, bool apply, [FromServices] ShiftPlanQueries choices, CancellationToken ct)
    {
        var change = form.ToChange();
        if (change.IsNothing)
        {
            ModelState.AddModelError("Form.MoveMinutes", texts["Organise.Many.Nothing"]);
        }

        if (!ModelState.IsValid || !apply || form.Seen != form.Told)
        {
            return View(await ModelAsync(form, ModelState.IsValid, choices, ct));
        }

        var outcome = await many.ChangeAsync(Me, form.Shifts, change, ct);
        var (done, left) = (outcome.Lines.Count(line => line.Result == ShiftEditResult.Changed), outcome.Lines.Count(line => line.Result != ShiftEditResult.Changed));
        TempData.SayDone(texts["Organise.Series.ChangedDone", texts.Count("Organise.Shifts", done)]);
        if (left > 0)
        {
            TempData.SayWaiting(texts.Count("Organise.Many.Left", left));
        }

        return Redirect("/organise/shifts");
    }

    private async Task<ManyModel> ModelAsync(ManyForm form, bool look, ShiftPlanQueries choices, CancellationToken ct)
    {
        var outcome = await many.LookAsync(Me, form.Shifts, form.ToChange(), ct);
        foreach (var fault in outcome.Faults)
        {
            ModelState.AddModelError($"Form.{fault.Field}", texts[$"Organise.Fault.{fault.Kind}"]);
        }

        ModelState.Remove("Form.Seen");
        form.Seen = look && outcome.Faults.Count == 0 ? form.Told : null;
        return new ManyModel(form, outcome, look && outcome.Faults.Count == 0, await choices.ChoicesAsync(Me, ct));
    }
}
