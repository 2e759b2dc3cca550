using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Changes a shift that people may be on: first what comes of it, then it.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ChangesController(ShiftChangeService changes, ShiftChangeQueries shifts, ShiftPlanQueries plans, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The form with the shift as it is.</summary>
    [HttpGet("/organise/shifts/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct)
    {
        if (await shifts.FindAsync(Me, id, ct) is not { } editable)
        {
            return NotFound();
        }

        return editable.MayChange ? await FormAsync(editable, ShiftFields.FormOf(editable), Fresh(editable), ct) : Gone(id);
    }

    /// <summary>Changes it where what comes of it was seen, or concerns nobody; otherwise shows that first.</summary>
    [HttpPost("/organise/shifts/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = nameof(NewShiftModel.Form))] ShiftForm form, ChangeForm change, [FromServices] PlanFaults faults, CancellationToken ct)
    {
        if (await shifts.FindAsync(Me, id, ct) is not { } editable)
        {
            return NotFound();
        }

        if (change.Again)
        {
            ModelState.Clear();
            return await FormAsync(editable, form, change, ct);
        }

        var edit = change.ToEdit(form);
        var outcome = await changes.ChangeAsync(Me, id, ModelState.IsValid ? edit : edit with { Preview = null }, ct);
        if (ModelState.IsValid && outcome is { Result: ChangeResult.Previewed, Preview: { People.Count: 0, Undecided.Count: 0, Overbooked.Count: 0, Retired.Count: 0 } nobody })
        {
            outcome = await changes.ChangeAsync(Me, id, edit with { Preview = nobody.Seal }, ct);
        }

        switch (outcome.Result)
        {
            case ChangeResult.NotFound:
                return NotFound();
            case ChangeResult.NotPossible:
                return Gone(id);
            case ChangeResult.Stale:
                return await StaleAsync(editable, form, change, ct);
            case ChangeResult.Changed:
                TempData.SayDone(outcome.Preview!.Told == 0 ? texts["Organise.Change.Done"] : texts.Count("Organise.Change.DoneTold", outcome.Preview.Told));
                return Redirect($"/organise/shifts/{id}");
            case ChangeResult.Wrong:
                faults.AddTo(ModelState, form, outcome.Faults);
                return await FormAsync(editable, form, change, ct);
            default:
                return ModelState.IsValid ? await PreviewAsync(editable, form, change, outcome, ct) : await FormAsync(editable, form, change, ct);
        }
    }

    private static ChangeForm Fresh(EditableShift editable) => new()
    {
        Seen = editable.Shift.Revision,
        Was = ShiftFields.Write(ShiftFields.ValuesOf(ShiftFields.FormOf(editable))),
        ExtraDays = ShiftFields.ExtraDaysOf(editable),
    };

    private RedirectResult Gone(Guid id)
    {
        TempData.SayRefused(texts["Organise.Change.NotPossible"]);
        return Redirect($"/organise/shifts/{id}");
    }

    private async Task<IActionResult> FormAsync(EditableShift editable, ShiftForm form, ChangeForm change, CancellationToken ct)
    {
        form.OfferRows();
        return View("Edit", new EditShiftModel(editable, form, change, await plans.ChoicesAsync(Me, ct), texts));
    }

    /// <summary>Somebody else was first: says what they changed, keeps what was written here, and takes theirs wherever nothing was.</summary>
    private async Task<IActionResult> StaleAsync(EditableShift editable, ShiftForm form, ChangeForm change, CancellationToken ct)
    {
        var (was, now) = (ShiftFields.Read(change.Was), ShiftFields.ValuesOf(ShiftFields.FormOf(editable)));
        ShiftFields.TakeOver(form, was, now);
        ModelState.Clear();
        form.OfferRows();
        var choices = await plans.ChoicesAsync(Me, ct);
        var meanwhile = new EditShiftModel(editable, form, change, choices, texts).Between(was, now);
        return View("Edit", new EditShiftModel(editable, form, Fresh(editable), choices, texts) { Meanwhile = meanwhile });
    }

    private async Task<IActionResult> PreviewAsync(EditableShift editable, ShiftForm form, ChangeForm change, ChangeOutcome outcome, CancellationToken ct)
    {
        var choices = await plans.ChoicesAsync(Me, ct);
        ModelState.Clear();
        var differences = new EditShiftModel(editable, form, change, choices, texts).Between(ShiftFields.ValuesOf(ShiftFields.FormOf(editable)), ShiftFields.ValuesOf(form));
        return View("Preview", new EditShiftModel(editable, form, change, choices, texts)
        {
            Changes = differences,
            Preview = outcome.Preview,
            IsAnew = outcome.Result == ChangeResult.PreviewedAnew,
            Sent = [.. (Request.HasFormContentType ? Request.Form : FormCollection.Empty).Where(field => field.Key.StartsWith("Form.", StringComparison.Ordinal)).SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? ""))],
        });
    }
}
