using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>"I can't come", and coming after all.</summary>
[Authorize(Policies.SignedIn)]
public sealed class WithdrawalsController(Withdrawals withdrawals, BookingQueries queries, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Asks whether to give a place back; one that is gone leads to the reader's shifts.</summary>
    [HttpGet("/bookings/{id:guid}/cancel")]
    public async Task<IActionResult> Ask(Guid id, CancellationToken ct)
    {
        if (await queries.FindAsync(current.Value!.Id, id, ct) is not { } own)
        {
            return NotFound();
        }

        if (MyShiftsModel.CanGiveBack(own.Booking, own.AsOf))
        {
            return View("Cancel", own);
        }

        TempData.SayWaiting(texts["Bookings.GiveBack.Gone"]);
        return Redirect("/my/shifts");
    }

    /// <summary>Gives a place back, or after the deadline looks for somebody to take over.</summary>
    [HttpPost("/bookings/{id:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken ct)
    {
        var outcome = await withdrawals.CancelAsync(current.Value!.Id, id, ct);
        return Answer(outcome, outcome.Result == CancelResult.AlreadyStarted ? $"/shifts/{outcome.ShiftId}" : "/my/shifts");
    }

    /// <summary>Offers a place to everyone who may take it.</summary>
    [HttpPost("/bookings/{id:guid}/cover")]
    public async Task<IActionResult> Cover(Guid id, CancellationToken ct)
    {
        var outcome = await withdrawals.OfferAsync(current.Value!.Id, id, ct);
        return Answer(outcome, $"/shifts/{outcome.ShiftId}");
    }

    /// <summary>Comes after all, while nobody has taken over.</summary>
    [HttpPost("/bookings/{id:guid}/keep")]
    public async Task<IActionResult> Keep(Guid id, CancellationToken ct)
    {
        switch (await withdrawals.KeepAsync(current.Value!.Id, id, ct))
        {
            case KeepResult.NotFound:
                return NotFound();
            case KeepResult.Kept:
                TempData.SayDone(texts["Bookings.Kept"]);
                break;
            default:
                TempData.SayWaiting(texts["Bookings.KeptTooLate"]);
                break;
        }

        return Redirect("/my/shifts");
    }

    private IActionResult Answer(CancelOutcome outcome, string back)
    {
        switch (outcome.Result)
        {
            case CancelResult.NotFound:
                return NotFound();
            case CancelResult.Cancelled:
                TempData.SayDone(texts["Bookings.Cancelled"]);
                break;
            case CancelResult.CancelledLate:
                TempData.SayDone(outcome.Told is { } lead ? texts["Bookings.CancelledLateLead", lead] : texts["Bookings.CancelledLate"]);
                break;
            case CancelResult.Offered:
                TempData.SayDone(texts["Bookings.Offered"]);
                break;
            case CancelResult.NothingToOffer:
                TempData.SayWaiting(texts["Bookings.NothingToOffer"]);
                break;
            case CancelResult.LeftLine:
                TempData.SayDone(texts["Bookings.LeftLine"]);
                break;
            case CancelResult.AlreadyStarted:
                TempData.SayRefused(texts["Bookings.CancelTooLate"]);
                break;
            default:
                TempData.SayWaiting(texts["Bookings.AlreadyOver"]);
                break;
        }

        return Redirect(back);
    }
}
