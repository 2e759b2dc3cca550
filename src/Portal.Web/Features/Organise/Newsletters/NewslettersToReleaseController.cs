using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Resources;
using Portal.Web.Features.Admin.Newsletters;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Newsletters;

/// <summary>Large newsletters that wait for a second person: organisers of any member look at them, in all languages, and release them.</summary>
[Area("Organise")]
[Route("organise/newsletters")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewslettersToReleaseController(
    NewsletterQueries queries, NewsletterReview review, NewsletterDepartures departures, NewsletterPress press, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Those that wait, longest first.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        await departures.MayReleaseAsync(Me, cancellationToken) ? View(await queries.AwaitingReleaseAsync(cancellationToken)) : NotFound();

    /// <summary>One of them, or one that this person released.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } newsletter ? View(await review.OfAsync(newsletter, cancellationToken)) : NotFound();

    /// <summary>The whole mail.</summary>
    [HttpGet("{id:guid}/preview/{language}")]
    [SecurityHeadersPolicy(SecurityHeaders.MailPart)]
    public async Task<IActionResult> Preview(Guid id, string language, string? part, [FromServices] NewsletterPreview preview, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is not null && await preview.RenderAsync(id, language, cancellationToken) is { } mail ? WholeMail.Of(mail, part) : NotFound();

    /// <summary>Says yes to the version that was looked at.</summary>
    [HttpPost("{id:guid}/release")]
    public async Task<IActionResult> Release(Guid id, int version, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }

        var answer = await departures.ReleaseAsync(Me, id, version, cancellationToken);
        if (answer.Outcome == DepartureOutcome.Scheduled)
        {
            await departures.StartDueAsync(cancellationToken);
            await press.FreezeSliceAsync(id, cancellationToken);
            TempData.SayDone(texts["Newsletters.Departure.ReleasedNow"]);
        }
        else
        {
            TempData.SayRefused(texts[$"Newsletters.Departure.{answer.Outcome}", string.Join(", ", answer.Zones)]);
        }

        return Redirect(answer.Outcome == DepartureOutcome.Scheduled ? $"/organise/newsletters/{id}" : "/organise/newsletters");
    }

    /// <summary>Takes the release back: it is a draft again, whose writers are asked to look.</summary>
    [HttpPost("{id:guid}/take-back")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }

        if (await departures.TakeBackAsync(Me, id, cancellationToken))
        {
            TempData.SayDone(texts["Newsletters.Departure.TakenBack"]);
        }
        else
        {
            TempData.SayRefused(texts["Newsletters.Departure.TooLate"]);
        }

        return Redirect("/organise/newsletters");
    }

    private async Task<NewsletterDetails?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await departures.MayReleaseAsync(Me, cancellationToken) && await queries.FindAsync(id, cancellationToken) is { } newsletter
            && ((newsletter.State == NewsletterState.Scheduled && newsletter.Departure.AwaitsRelease) || newsletter.Departure.ReleasedById == Me)
            ? newsletter
            : null;
}
