using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings.Parties;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Calls a shift off: first whom it tells and what, then it.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class CallOffController(ShiftCancellation cancellation, ShiftPlanService plans, ShiftQueries shifts, PartyQueries parties, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Says who would be told and what they would get.</summary>
    [HttpGet("/organise/shifts/{id:guid}/cancel")]
    public Task<IActionResult> CallOff(Guid id, CancellationToken ct) => ShowAsync(id, reason: null, isAnew: false, ct);

    /// <summary>Calls it off where the letter was seen with this reason, or nobody gets one; otherwise shows the letter.</summary>
    [HttpPost("/organise/shifts/{id:guid}/cancel")]
    public async Task<IActionResult> CallOff(Guid id, CancelForm form, CancellationToken ct)
    {
        if (ModelState.TryGetValue(nameof(CancelForm.Reason), out var reason) && reason.Errors.Count > 0)
        {
            return await WrongAsync(id, form.Reason, CancelShiftResult.ReasonTooLong, ct);
        }

        return !ModelState.IsValid ? await ShowAsync(id, form.Reason?.Trim(), isAnew: false, ct)
            : form.IsSeen ? Answer(id, await plans.CancelAsync(Me, id, form.Reason?.Trim(), ct))
            : await ShowAsync(id, form.Reason?.Trim(), isAnew: !form.Look && form.Told is not null, ct);
    }

    /// <summary>Says what is wrong with a reason, and loses nothing of it.</summary>
    private async Task<IActionResult> WrongAsync(Guid id, string? reason, CancelShiftResult wrong, CancellationToken ct)
    {
        var outcome = await cancellation.PreviewAsync(Me, id, reason: null, ct);
        if (outcome.Result != CancelShiftResult.Cancelled || await shifts.DetailsAsync(id, Me, ct) is not { Organises: true } shift)
        {
            return Answer(id, outcome);
        }

        ModelState.Clear();
        ModelState.AddModelError(nameof(CancelForm.Reason), texts[$"Organise.Cancel.{wrong}"]);
        return View("CallOff", new CallOffModel(shift, outcome, reason, await GroupsAsync(id, ct)));
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? reason, bool isAnew, CancellationToken ct)
    {
        var outcome = await cancellation.PreviewAsync(Me, id, reason, ct);
        if (outcome.Result is CancelShiftResult.ReasonTooLong or CancelShiftResult.ReasonUnreadable)
        {
            return await WrongAsync(id, reason, outcome.Result, ct);
        }

        if (outcome.Result != CancelShiftResult.Cancelled)
        {
            return Answer(id, outcome);
        }

        if (await shifts.DetailsAsync(id, Me, ct) is not { Organises: true } shift)
        {
            return NotFound();
        }

        ModelState.Clear();
        var groups = await GroupsAsync(id, ct);
        return isAnew && outcome.Told + groups == 0
            ? Answer(id, await plans.CancelAsync(Me, id, reason, ct))
            : View("CallOff", new CallOffModel(shift, outcome, reason, groups) { IsAnew = isAnew });
    }

    private async Task<int> GroupsAsync(Guid id, CancellationToken ct) => (await parties.HeldOnAsync(id, ct)).DistinctBy(g => g.PartyId).Count();

    private IActionResult Answer(Guid id, CancelShiftOutcome outcome)
    {
        switch (outcome.Result)
        {
            case CancelShiftResult.NotFound:
                return NotFound();
            case CancelShiftResult.Cancelled:
                TempData.SayDone(texts.Count("Organise.CancelledTold", outcome.Told));
                break;
            default:
                TempData.SayRefused(texts[$"Organise.Cancel.{outcome.Result}"]);
                break;
        }

        return Redirect($"/organise/shifts/{id}");
    }
}
