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
        if (!ModelState.IsValid)
        {
            return Answer(id, new(CancelShiftResult.ReasonTooLong));
        }

        return form.IsSeen ? Answer(id, await plans.CancelAsync(Me, id, form.Reason?.Trim(), ct)) : await ShowAsync(id, form.Reason?.Trim(), !form.Look, ct);
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? reason, bool isAnew, CancellationToken ct)
    {
        var outcome = await cancellation.PreviewAsync(Me, id, reason, ct);
        if (outcome.Result != CancelShiftResult.Cancelled)
        {
            return Answer(id, outcome);
        }

        if (await shifts.DetailsAsync(id, Me, ct) is not { Organises: true } shift)
        {
            return NotFound();
        }

        ModelState.Clear();
        var groups = await parties.HeldOnAsync(id, ct);
        return isAnew && outcome.Told + groups.Count == 0
            ? Answer(id, await plans.CancelAsync(Me, id, reason, ct))
            : View("CallOff", new CallOffModel(shift, outcome, reason, groups.DistinctBy(g => g.PartyId).Count()) { IsAnew = isAnew });
    }

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
