using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>Takes places for the reader.</summary>
[Authorize(Policies.SignedIn)]
public sealed class BookingsController(BookingService bookings, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Asks for a place on a shift; the answer stands on the shift's page.</summary>
    [HttpPost("/shifts/{id:guid}/bookings")]
    public async Task<IActionResult> Create(Guid id, BookForm form, [FromServices] BookingQueries queries, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            TempData.SayRefused(texts["Bookings.ChooseFirst"]);
            return Redirect($"/shifts/{id}");
        }

        var outcome = await bookings.BookAsync(current.Value!.Id, id, form.PositionId!.Value, form.FormKey!.Value, ct);
        if (outcome.Result == BookResult.NotFound)
        {
            return NotFound();
        }

        if (outcome.BookingId is { } booked)
        {
            // A form that is sent again gets its first answer, and the place may have been answered or given back since.
            Say(await queries.FindAsync(current.Value!.Id, booked, ct));
        }
        else
        {
            Say(outcome);
        }

        return Redirect(outcome.Result == BookResult.JustGone ? $"/shifts/{id}#alternatives" : $"/shifts/{id}");
    }

    private void Say(OneBooking? booked)
    {
        switch (booked?.Booking)
        {
            case { State: BookingState.Requested, ShiftStatus: not ShiftStatus.Cancelled }:
                TempData.SayWaiting(texts["Bookings.Requested"]);
                break;
            case { ShiftStatus: not ShiftStatus.Cancelled, State: var state } when BookingStates.Live.Contains(state):
                TempData.SayDone(texts["Bookings.Confirmed"]);
                break;
            default:
                TempData.SayWaiting(texts["Bookings.NoLonger"]);
                break;
        }
    }

    private void Say(BookOutcome outcome)
    {
        if (outcome.Result == BookResult.JustGone)
        {
            TempData.SayWaiting(texts["Bookings.JustGone"]);
        }
        else
        {
            TempData.SayRefused(texts.Count("Bookings.Refused", outcome.Obstacles.Count));
        }
    }
}
