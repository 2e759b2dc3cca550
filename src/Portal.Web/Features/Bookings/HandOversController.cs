using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Qualifications;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>Handing a place to somebody one knows, and taking it. A GET shows, a POST acts: mail scanners open links.</summary>
[Authorize(Policies.SignedIn)]
public sealed class HandOversController(HandOvers handOvers, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Asks to whom, or says that somebody is asked.</summary>
    [HttpGet("/bookings/{id:guid}/hand-over")]
    public async Task<IActionResult> Ask(Guid id, [FromServices] BookingQueries queries, CancellationToken ct) => await ShowAsync(id, new HandForm(), queries, ct);

    /// <summary>Asks whoever has that address.</summary>
    [HttpPost("/bookings/{id:guid}/hand-over")]
    public async Task<IActionResult> Offer(Guid id, HandForm form, [FromServices] BookingQueries queries, CancellationToken ct)
    {
        var outcome = await handOvers.OfferAsync(current.Value!.Id, id, form.Email, ct);
        switch (outcome.Result)
        {
            case HandResult.NotFound:
                return NotFound();
            case HandResult.NoAddress or HandResult.Oneself or HandResult.TooOften:
                ModelState.AddModelError(nameof(form.Email), texts[outcome.Result switch
                {
                    HandResult.Oneself => "Bookings.Hand.Oneself",
                    HandResult.TooOften => "Bookings.Hand.TooOften",
                    _ => "Shared.Wrong.Email",
                }]);
                return await ShowAsync(id, form, queries, ct);
            case HandResult.Gone:
                TempData.SayWaiting(texts["Bookings.Hand.Gone"]);
                return Redirect("/my/shifts");
            default:
                TempData.SayDone(texts["Bookings.Hand.Asked"]);
                return Redirect($"/bookings/{id}/hand-over");
        }
    }

    /// <summary>Offers it to nobody any more.</summary>
    [HttpPost("/bookings/{id:guid}/hand-over/take-back")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken ct)
    {
        switch ((await handOvers.TakeBackAsync(current.Value!.Id, id, ct)).Result)
        {
            case HandResult.NotFound:
                return NotFound();
            case HandResult.Kept:
                TempData.SayDone(texts["Bookings.Hand.Kept"]);
                return Redirect($"/bookings/{id}/hand-over");
            default:
                TempData.SayWaiting(texts["Bookings.KeptTooLate"]);
                return Redirect("/my/shifts");
        }
    }

    /// <summary>What is offered, and what stands in the reader's way.</summary>
    [HttpGet("/bookings/{id:guid}/take-over")]
    public async Task<IActionResult> Show(Guid id, [FromServices] HandOverQueries handed, [FromServices] QualificationNames kinds, CancellationToken ct) =>
        await handed.FindAsync(current.Value!.Id, id, ct) is { } place ? View("TakeOver", new TakeOverModel(place, await kinds.AllAsync(ct)))
        : await handed.TakenAsync(current.Value.Id, id, ct) is { } shift ? Redirect($"/shifts/{shift}")
        : Gone();

    /// <summary>Yes.</summary>
    [HttpPost("/bookings/{id:guid}/take-over")]
    public async Task<IActionResult> Accept(Guid id, CancellationToken ct)
    {
        var outcome = await handOvers.AcceptAsync(current.Value!.Id, id, ct);
        switch (outcome.Result)
        {
            case HandResult.Confirmed:
                TempData.SayDone(texts["Bookings.Confirmed"]);
                break;
            case HandResult.Requested:
                TempData.SayWaiting(texts["Bookings.Requested"]);
                break;
            case HandResult.Refused:
                TempData.SayRefused(texts.Count("Bookings.Refused", outcome.Obstacles.Count));
                return Redirect($"/bookings/{id}/take-over");
            default:
                return Gone();
        }

        return Redirect($"/shifts/{outcome.ShiftId}");
    }

    /// <summary>No.</summary>
    [HttpPost("/bookings/{id:guid}/take-over/decline")]
    public async Task<IActionResult> Decline(Guid id, CancellationToken ct)
    {
        if ((await handOvers.DeclineAsync(current.Value!.Id, id, ct)).Result == HandResult.NotFound)
        {
            return Gone();
        }

        TempData.SayDone(texts["Bookings.Hand.Declined"]);
        return Redirect("/my/shifts");
    }

    private async Task<IActionResult> ShowAsync(Guid id, HandForm form, BookingQueries queries, CancellationToken ct)
    {
        if (await queries.FindAsync(current.Value!.Id, id, ct) is not { } own)
        {
            return NotFound();
        }

        if (own.Booking.State is BookingState.Confirmed or BookingState.SeekingCover && MyShiftsModel.CanGiveBack(own.Booking, own.AsOf))
        {
            form.Own = own;
            return View("HandOver", form);
        }

        TempData.SayWaiting(texts["Bookings.Hand.Gone"]);
        return Redirect("/my/shifts");
    }

    // The same for a place that went to somebody else, one that is offered to somebody else, and one that never was.
    private RedirectResult Gone()
    {
        TempData.SayWaiting(texts["Bookings.Hand.NotYours"]);
        return Redirect("/my/shifts");
    }
}
