using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Outcomes;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>One newsletter on its way: look, test, watch, pause, call off.</summary>
[Area("Admin")]
[Route("admin/newsletters/{id:guid}")]
[Authorize(Policies.Administrator)]
public sealed class SendingController(
    NewsletterQueries queries, NewsletterReview review, NewsletterService newsletters, NewsletterPress press, DepartureWords when, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>A draft, or what waits for its time, as its readers would get it, or how far the sending is.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, [FromServices] IssueOutcomes outcomes, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } newsletter)
        {
            return NotFound();
        }

        if (newsletter.State is NewsletterState.Draft or NewsletterState.Scheduled)
        {
            return View(newsletter.State.ToString(), await review.OfAsync(newsletter, cancellationToken));
        }

        var progress = (await queries.ProgressAsync(id, cancellationToken))!;
        return View("Progress", new DetailsModel(newsletter, ProgressModel.Of(progress, when, texts))
        {
            Outcome = OutcomeModel.Of(await outcomes.OfAsync(newsletter, progress, cancellationToken), texts),
        });
    }

    /// <summary>The same numbers, for the page's script.</summary>
    [HttpGet("progress")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Progress(Guid id, CancellationToken cancellationToken) =>
        await queries.ProgressAsync(id, cancellationToken) is { } progress ? Json(ProgressModel.Of(progress, when, texts)) : NotFound();

    /// <summary>Mails one edition to the person who asks.</summary>
    [HttpPost("test")]
    public async Task<IActionResult> Test(Guid id, string language, CancellationToken cancellationToken)
    {
        if (!await newsletters.TestAsync(current.Value!.Id, id, language, cancellationToken))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Newsletters.Admin.TestSent", current.Value.DisplayName]);
        return RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>The whole mail in a language, as readers would get it now.</summary>
    [HttpGet("preview/{language}")]
    [SecurityHeadersPolicy(SecurityHeaders.MailPart)]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Preview(Guid id, string language, string? part, [FromServices] NewsletterPreview preview, CancellationToken cancellationToken) =>
        await preview.RenderAsync(id, language, cancellationToken) is { } mail ? WholeMail.Of(mail, part) : NotFound();

    /// <summary>Stops sending until somebody resumes.</summary>
    [HttpPost("pause")]
    public async Task<IActionResult> Pause(Guid id, CancellationToken cancellationToken) =>
        await ToldAsync(id, await newsletters.PauseAsync(current.Value!.Id, id, cancellationToken), "Newsletters.Admin.Paused", cancellationToken);

    /// <summary>Goes on. After a pause that came by itself, only when somebody has said that it may.</summary>
    [HttpPost("resume")]
    public async Task<IActionResult> Resume(Guid id, bool despite, CancellationToken cancellationToken) =>
        await ToldAsync(
            id, await newsletters.ResumeAsync(current.Value!.Id, id, despite, cancellationToken), "Newsletters.Admin.Resumed", cancellationToken, despite ? "Newsletters.Admin.NotMoved" : "Newsletters.Admin.NotResumed");

    /// <summary>Says what calling it off means, and asks.</summary>
    [HttpGet("cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken cancellationToken)
    {
        var newsletter = await queries.FindAsync(id, cancellationToken);
        return newsletter is null or { State: NewsletterState.Sent or NewsletterState.Cancelled }
            ? NotFound()
            : View("Cancel", new DetailsModel(newsletter, ProgressModel.Of((await queries.ProgressAsync(id, cancellationToken))!, when, texts)));
    }

    /// <summary>Calls it off for good.</summary>
    [HttpPost("cancel")]
    public async Task<IActionResult> CancelNow(Guid id, CancellationToken cancellationToken)
    {
        var cancelled = await newsletters.CancelAsync(current.Value!.Id, id, cancellationToken);
        await press.WithdrawSliceAsync(id, cancellationToken);
        return await ToldAsync(id, cancelled, "Newsletters.Admin.Cancelled", cancellationToken);
    }

    private async Task<IActionResult> ToldAsync(Guid id, bool done, string key, CancellationToken cancellationToken, string refused = "Newsletters.Admin.NotMoved")
    {
        if (done)
        {
            TempData.SayDone(texts[key]);
        }
        else if (await queries.FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }
        else
        {
            TempData.SayRefused(texts[refused]);
        }

        return RedirectToAction(nameof(Index), new { id });
    }
}
