using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>From draft to its time: when it shall go out, releasing what somebody else asked for, taking it back.</summary>
[Area("Admin")]
[Route("admin/newsletters/{id:guid}")]
[Authorize(Policies.Administrator)]
public sealed class DepartureController(
    NewsletterQueries queries, NewsletterReview review, NewsletterDepartures departures, NewsletterPress press, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Prefix = nameof(SendModel.Form);

    private Guid Me => current.Value!.Id;

    /// <summary>Says to how many people it goes, and asks when.</summary>
    [HttpGet("send")]
    public async Task<IActionResult> Send(Guid id, CancellationToken cancellationToken) => await AskAsync(id, null, [], cancellationToken) ?? NotFound();

    /// <summary>Asks to send the version that was looked at. What may begin at once begins, and a small audience is made into mails at once; the job goes on with the rest.</summary>
    [HttpPost("send")]
    public async Task<IActionResult> SendNow(Guid id, [Bind(Prefix = Prefix)] SendForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await AskAsync(id, form, [], cancellationToken) ?? NotFound();
        }

        var answer = await departures.AskAsync(Me, id, form.Version, form.ToWish(), cancellationToken);
        switch (answer.Outcome)
        {
            case DepartureOutcome.Scheduled:
                await BeginAsync(id, cancellationToken);
                TempData.SayDone(texts["Newsletters.Departure.Scheduled"]);
                break;
            case DepartureOutcome.AwaitsRelease:
                TempData.SayDone(texts["Newsletters.Departure.AwaitsRelease"]);
                break;
            case DepartureOutcome.Changed:
                if (await queries.FindAsync(id, cancellationToken) is null)
                {
                    return NotFound();
                }

                TempData.SayRefused(texts["Newsletters.Admin.NotStarted"]);
                break;
            default:
                ModelState.AddModelError(FieldOf(answer.Outcome), texts[$"Newsletters.Departure.{answer.Outcome}"]);
                return await AskAsync(id, form, answer.Zones, cancellationToken) ?? NotFound();
        }

        return Redirect($"/admin/newsletters/{id}");
    }

    /// <summary>Says yes to what another administrator asked for.</summary>
    [HttpPost("release")]
    public async Task<IActionResult> Release(Guid id, int version, CancellationToken cancellationToken)
    {
        var answer = await departures.ReleaseAsync(Me, id, version, cancellationToken);
        if (answer.Outcome == DepartureOutcome.Scheduled)
        {
            await BeginAsync(id, cancellationToken);
            TempData.SayDone(texts["Newsletters.Departure.ReleasedNow"]);
        }
        else if (await queries.FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }
        else
        {
            TempData.SayRefused(texts[$"Newsletters.Departure.{answer.Outcome}", string.Join(", ", answer.Zones)]);
        }

        return Redirect($"/admin/newsletters/{id}");
    }

    /// <summary>Makes it a draft again.</summary>
    [HttpPost("take-back")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken cancellationToken)
    {
        if (await departures.TakeBackAsync(Me, id, cancellationToken))
        {
            TempData.SayDone(texts["Newsletters.Departure.TakenBack"]);
        }
        else if (await queries.FindAsync(id, cancellationToken) is not { } found)
        {
            return NotFound();
        }
        else
        {
            TempData.SayRefused(texts[found.State is NewsletterState.Freezing or NewsletterState.Sending ? "Newsletters.Departure.TooLate" : "Newsletters.Admin.NotMoved"]);
        }

        return Redirect($"/admin/newsletters/{id}");
    }

    private async Task BeginAsync(Guid id, CancellationToken cancellationToken)
    {
        await departures.StartDueAsync(cancellationToken);
        await press.FreezeSliceAsync(id, cancellationToken);
    }

    private async Task<IActionResult?> AskAsync(Guid id, SendForm? form, IReadOnlyList<string> past, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { State: NewsletterState.Draft } draft)
        {
            return null;
        }

        var reach = await review.ReachAsync(draft, cancellationToken);
        var large = departures.NeedsRelease(reach.Recipients);
        form ??= new SendForm { Version = draft.Version };
        return View("Send", new SendModel(draft, reach, form, large, large && !departures.HearsOfMails, past));
    }

    private static string FieldOf(DepartureOutcome outcome) => outcome switch
    {
        DepartureOutcome.TimePast or DepartureOutcome.MorningPast => $"{Prefix}.{nameof(SendForm.Day)}",
        DepartureOutcome.Unheard => $"{Prefix}.{nameof(SendForm.GoesUnheard)}",
        _ => "",
    };
}
