using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>
/// Who comes, and who is there. Organisers and the shift's lead use the same address, so the policy of the organisers' area
/// does not stand here: the core answers only those who run the shift.
/// </summary>
[Authorize(Policies.SignedIn)]
public sealed class RosterController(RosterQueries rosters, CheckInService checkIns, CompletionService completion, PortalLinks links, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The people of a shift by position.</summary>
    /// <param name="over">Who would be one more than there are places.</param>
    /// <param name="walkIn">A walk-in for whom there was no place.</param>
    [HttpGet("/shifts/{id:guid}/roster")]
    public async Task<IActionResult> Index(Guid id, Guid? over, WalkInForm walkIn, CancellationToken ct)
    {
        ModelState.Clear();
        walkIn.FormKey = Ids.New(clock);
        return await rosters.RosterAsync(id, Me, ct) is { } roster
            ? View(new RosterPage(roster, Me, links.To($"/shifts/{id}/here/{roster.CheckInCode}"), walkIn, over))
            : NotFound();
    }

    /// <summary>Notes that somebody is there.</summary>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/check-in")]
    public async Task<IActionResult> CheckIn(Guid id, Guid bookingId, TapForm form, CancellationToken ct)
    {
        var outcome = await checkIns.CheckInAsync(Me, id, bookingId, ct, form.ToTap(), form.Anyway);
        return form.TapId is null || outcome == CheckInOutcome.NotFound
            ? Answer(id, bookingId, outcome)
            : Json(new { outcome = outcome.ToString(), text = outcome == CheckInOutcome.Done ? null : texts[$"Roster.Outcome.{outcome}"] });
    }

    /// <summary>Takes back what is noted of somebody.</summary>
    /// <param name="from">What is taken back.</param>
    /// <param name="anyway">Also where that is one more than there are places.</param>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/undo")]
    public async Task<IActionResult> Undo(Guid id, Guid bookingId, BookingState? from, bool anyway, CancellationToken ct)
    {
        if (from == BookingState.Completed)
        {
            return Answer(id, await completion.ReopenAsync(Me, id, bookingId, ct), "Roster.Reopened");
        }

        return Answer(id, bookingId, await checkIns.UndoAsync(Me, id, bookingId, ct, from ?? BookingState.CheckedIn, anyway));
    }

    /// <summary>Notes that somebody did not come.</summary>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/no-show")]
    public async Task<IActionResult> NoShow(Guid id, Guid bookingId, CancellationToken ct) =>
        Answer(id, bookingId, await checkIns.NoShowAsync(Me, id, bookingId, ct));

    /// <summary>Notes that somebody does not come, and that it is all right.</summary>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/excuse")]
    public async Task<IActionResult> Excuse(Guid id, Guid bookingId, CancellationToken ct) =>
        Answer(id, bookingId, await checkIns.ExcuseAsync(Me, id, bookingId, ct));

    /// <summary>Completes the shift for those who are there.</summary>
    [HttpPost("/shifts/{id:guid}/roster/complete")]
    public async Task<IActionResult> Complete(Guid id, CancellationToken ct) =>
        Answer(id, await completion.CompleteAsync(Me, id, ct), "Roster.Completed");

    /// <summary>Takes that back for all.</summary>
    [HttpPost("/shifts/{id:guid}/roster/reopen")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken ct) =>
        Answer(id, await completion.ReopenAsync(Me, id, bookingId: null, ct), "Roster.Reopened");

    private IActionResult Answer(Guid id, Guid bookingId, CheckInOutcome outcome)
    {
        if (outcome == CheckInOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome != CheckInOutcome.Done)
        {
            TempData.SayRefused(texts[$"Roster.Outcome.{outcome}"]);
        }

        return Redirect($"/shifts/{id}/roster{(outcome == CheckInOutcome.Full ? $"?over={bookingId}" : "")}#b-{bookingId}");
    }

    private IActionResult Answer(Guid id, CompletionOutcome outcome, string done)
    {
        switch (outcome.Result)
        {
            case CompletionResult.NotFound:
                return NotFound();
            case CompletionResult.Done:
                TempData.SayDone(texts.Count(done, outcome.People));
                break;
            default:
                TempData.SayRefused(texts[$"Roster.Complete.{outcome.Result}"]);
                break;
        }

        return Redirect($"/shifts/{id}/roster");
    }
}
