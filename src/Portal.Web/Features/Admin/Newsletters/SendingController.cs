using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Newsletters;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>One newsletter on its way: look, test, send, watch, pause, call off.</summary>
[Area("Admin")]
[Route("admin/newsletters/{id:guid}")]
[Authorize(Policies.Administrator)]
public sealed class SendingController(
    NewsletterQueries queries, SubscriptionQueries subscriptions, NewsletterTopics topics, NewsletterService newsletters, NewsletterPress press, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>A draft as its readers would get it, or how far the sending is.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is not { } newsletter)
        {
            return NotFound();
        }

        return newsletter.State == NewsletterState.Draft
            ? View("Draft", await ReviewOfAsync(newsletter, cancellationToken))
            : View("Progress", new DetailsModel(newsletter, ProgressModel.Of((await queries.ProgressAsync(id, cancellationToken))!, texts)));
    }

    /// <summary>The same numbers, for the page's script.</summary>
    [HttpGet("progress")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Progress(Guid id, CancellationToken cancellationToken) =>
        await queries.ProgressAsync(id, cancellationToken) is { } progress ? Json(ProgressModel.Of(progress, texts)) : NotFound();

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

    /// <summary>Says to how many people it goes, and asks.</summary>
    [HttpGet("send")]
    public async Task<IActionResult> Send(Guid id, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { State: NewsletterState.Draft } draft ? View("Send", await ReviewOfAsync(draft, cancellationToken)) : NotFound();

    /// <summary>Sends the version that was looked at. A small audience is frozen at once; the job goes on with a large one.</summary>
    [HttpPost("send")]
    public async Task<IActionResult> SendNow(Guid id, int version, CancellationToken cancellationToken)
    {
        if (await newsletters.SendAsync(current.Value!.Id, id, version, cancellationToken))
        {
            await press.FreezeSliceAsync(id, cancellationToken);
            TempData.SayDone(texts["Newsletters.Admin.Started"]);
        }
        else if (await queries.FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }
        else
        {
            TempData.SayRefused(texts["Newsletters.Admin.NotStarted"]);
        }

        return RedirectToAction(nameof(Index), new { id });
    }

    /// <summary>Stops sending until somebody resumes.</summary>
    [HttpPost("pause")]
    public async Task<IActionResult> Pause(Guid id, CancellationToken cancellationToken) =>
        await ToldAsync(id, await newsletters.PauseAsync(current.Value!.Id, id, cancellationToken), "Newsletters.Admin.Paused", cancellationToken);

    /// <summary>Goes on.</summary>
    [HttpPost("resume")]
    public async Task<IActionResult> Resume(Guid id, CancellationToken cancellationToken) =>
        await ToldAsync(id, await newsletters.ResumeAsync(current.Value!.Id, id, cancellationToken), "Newsletters.Admin.Resumed", cancellationToken);

    /// <summary>Says what calling it off means, and asks.</summary>
    [HttpGet("cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken cancellationToken)
    {
        var newsletter = await queries.FindAsync(id, cancellationToken);
        return newsletter is null or { State: NewsletterState.Sent or NewsletterState.Cancelled }
            ? NotFound()
            : View("Cancel", new DetailsModel(newsletter, ProgressModel.Of((await queries.ProgressAsync(id, cancellationToken))!, texts)));
    }

    /// <summary>Calls it off for good.</summary>
    [HttpPost("cancel")]
    public async Task<IActionResult> CancelNow(Guid id, CancellationToken cancellationToken)
    {
        var cancelled = await newsletters.CancelAsync(current.Value!.Id, id, cancellationToken);
        await press.WithdrawSliceAsync(id, cancellationToken);
        return await ToldAsync(id, cancelled, "Newsletters.Admin.Cancelled", cancellationToken);
    }

    private async Task<ReviewModel> ReviewOfAsync(NewsletterDetails newsletter, CancellationToken cancellationToken)
    {
        var audience = await subscriptions.AudienceAsync(newsletter.Conditions, cancellationToken);
        var known = newsletter.Conditions.NamesTopics ? await topics.ListAsync(cancellationToken) : [];
        return new(newsletter, ReachModel.Of(audience, newsletter.Conditions, known, newsletter.MainLanguage, [.. newsletter.Editions.Select(e => e.Language)], texts));
    }

    private async Task<IActionResult> ToldAsync(Guid id, bool done, string key, CancellationToken cancellationToken)
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
            TempData.SayRefused(texts["Newsletters.Admin.NotMoved"]);
        }

        return RedirectToAction(nameof(Index), new { id });
    }
}
