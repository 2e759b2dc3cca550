using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.CallOuts;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.CallOuts;

/// <summary>A call-out for whoever is asked, or got its link.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CallOutsController(CallOutQueries queries, CallOutAnswers answers, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>The question, with what to do about it. Who is not signed in and may not see it signs in first, whether there is one or not.</summary>
    [AllowAnonymous]
    [HttpGet("/call-outs/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var reader = current.Value is { IsConfirmed: true } viewer ? viewer.Id : (Guid?)null;
        if (await queries.FindAsync(id, reader, ct) is not { } seen)
        {
            return reader is null ? Challenge() : NotFound();
        }

        if (seen.IsAsked && reader is { } me)
        {
            await answers.SeenAsync(me, [id], ct);
        }

        return View(seen);
    }

    /// <summary>"I can": takes a place, or says what stands in the way.</summary>
    [HttpPost("/call-outs/{id:guid}/come")]
    public async Task<IActionResult> Come(Guid id, Guid formKey, CancellationToken ct)
    {
        if (!ModelState.IsValid || formKey == Guid.Empty)
        {
            return BadRequest();
        }

        if (await answers.ComeAsync(current.Value!.Id, id, formKey, ct) is not { Result: not BookResult.NotFound } outcome)
        {
            return NotFound();
        }

        switch (outcome.Result)
        {
            case BookResult.Confirmed:
                TempData.SayDone(texts["CallOuts.Coming"]);
                break;
            case BookResult.Requested:
                TempData.SayWaiting(texts["CallOuts.Requested"]);
                break;
            case BookResult.JustGone:
                TempData.SayDone(texts["CallOuts.Found"]);
                return Redirect($"/call-outs/{id}");
            default:
                TempData.SayRefused(texts.Count("Bookings.Refused", outcome.Obstacles.Count));
                break;
        }

        return Redirect($"/shifts/{outcome.ShiftId}");
    }

    /// <summary>"Not now": asks no further for that shift.</summary>
    [HttpPost("/call-outs/{id:guid}/not-now")]
    public async Task<IActionResult> NotNow(Guid id, CancellationToken ct)
    {
        if (!await answers.NotNowAsync(current.Value!.Id, id, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["CallOuts.NotNow.Done"]);
        return Redirect($"/call-outs/{id}");
    }
}
