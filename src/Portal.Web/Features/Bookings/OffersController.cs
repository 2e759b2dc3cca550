using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Organisations.Closures;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>Waiting for a place, and answering when one is offered. A GET shows, a POST acts: mail scanners open links.</summary>
[Authorize(Policies.SignedIn)]
public sealed class OffersController(Offers offers, WaitingList line, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Joins the line of a position.</summary>
    [HttpPost("/shifts/{id:guid}/waiting")]
    public async Task<IActionResult> Wait(Guid id, Guid positionId, CancellationToken ct)
    {
        var outcome = await line.JoinAsync(current.Value!.Id, id, positionId, ct);
        switch (outcome.Result)
        {
            case WaitResult.NotFound:
                return NotFound();
            case WaitResult.Waiting:
                TempData.SayDone(texts["Bookings.Waiting"]);
                break;
            case WaitResult.HasPlaces:
                TempData.SayWaiting(texts["Bookings.HasPlaces"]);
                break;
            default:
                TempData.SayRefused(texts.Count("Bookings.Refused", outcome.Obstacles.Count));
                break;
        }

        return Redirect($"/shifts/{id}");
    }

    /// <summary>Asks what the reader answers; where nothing is to answer any more it says so.</summary>
    [HttpGet("/bookings/{id:guid}/offer")]
    public async Task<IActionResult> Show(Guid id, [FromServices] BookingQueries queries, [FromServices] CallRounds rounds, [FromServices] OfferQueries again, CancellationToken ct)
    {
        if (await queries.FindAsync(current.Value!.Id, id, ct) is not { } own)
        {
            return NotFound();
        }

        await rounds.SeenAsync(current.Value.Id, [id], ct);
        return View("Offer", new OfferModel(own, own.Booking.IsAskedAgain ? await again.ReadAsync(current.Value.Id, id, ct) : null));
    }

    /// <summary>Yes.</summary>
    [HttpPost("/bookings/{id:guid}/accept")]
    public async Task<IActionResult> Accept(Guid id, [FromServices] BookingQueries queries, CancellationToken ct)
    {
        var outcome = await offers.AcceptAsync(current.Value!.Id, id, ct);
        var answered = Answer(outcome);

        // Who is asked again reads there what stands in the way; the shift's page says it of newcomers to it.
        return outcome.Result == OfferResult.Refused && await queries.FindAsync(current.Value.Id, id, ct) is { Booking.IsAskedAgain: true } ? Redirect($"/bookings/{id}/offer") : answered;
    }

    /// <summary>No.</summary>
    [HttpPost("/bookings/{id:guid}/decline")]
    public async Task<IActionResult> Decline(Guid id, CancellationToken ct) => Answer(await offers.DeclineAsync(current.Value!.Id, id, ct));

    private IActionResult Answer(OfferOutcome outcome)
    {
        switch (outcome.Result)
        {
            case OfferResult.NotFound:
                return NotFound();
            case OfferResult.Confirmed:
                TempData.SayDone(texts["Bookings.Confirmed"]);
                break;
            case OfferResult.Requested:
                TempData.SayWaiting(texts["Bookings.Requested"]);
                break;
            case OfferResult.Declined:
                TempData.SayDone(texts["Bookings.OfferDeclined"]);
                break;
            case OfferResult.Gone:
                TempData.SayWaiting(texts["Bookings.OfferGone"]);
                break;
            default:
                TempData.SayRefused(texts.Count("Bookings.Refused", outcome.Obstacles.Count));
                break;
        }

        return Redirect($"/shifts/{outcome.ShiftId}");
    }
}
