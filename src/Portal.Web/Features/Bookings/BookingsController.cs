using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>Takes places for the reader.</summary>
[Authorize(Policies.SignedIn)]
public sealed class BookingsController(BookingService bookings, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Asks for a place on a shift; the answer stands on the shift's page.</summary>
    [HttpPost("/shifts/{id:guid}/bookings")]
    public async Task<IActionResult> Create(Guid id, BookForm form, CancellationToken ct)
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

        Say(outcome);
        return Redirect(outcome.Result == BookResult.JustGone ? $"/shifts/{id}#alternatives" : $"/shifts/{id}");
    }

    private void Say(BookOutcome outcome)
    {
        switch (outcome.Result)
        {
            case BookResult.Confirmed:
                TempData.SayDone(texts["Bookings.Confirmed"]);
                break;
            case BookResult.Requested:
                TempData.SayWaiting(texts["Bookings.Requested"]);
                break;
            case BookResult.JustGone:
                TempData.SayWaiting(texts["Bookings.JustGone"]);
                break;
            default:
                TempData.SayRefused(texts.Count("Bookings.Refused", outcome.Obstacles.Count));
                break;
        }
    }
}
