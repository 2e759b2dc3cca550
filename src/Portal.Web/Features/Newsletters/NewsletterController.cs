using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.OpenForms;

namespace Portal.Web.Features.Newsletters;

/// <summary>Subscribing, with or without an account: asking, then confirming by a button behind the mailed link.</summary>
[AllowAnonymous]
[Route("newsletter")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewsletterController(SubscriptionRequests requests, SubscriptionService subscriptions, SubscriberTokens tokens, NewsletterTopics topics, Phrasebook texts) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View(new SubscribeForm { Language = ReaderPage.Language, Known = await topics.OfferedAsync([], cancellationToken) });

    /// <summary>Asks; the answer is the same for every address.</summary>
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    [OpenForm]
    public async Task<IActionResult> Ask(SubscribeForm form, CancellationToken cancellationToken)
    {
        form.Known = await topics.OfferedAsync([], cancellationToken);
        if (ModelState.IsValid
            && await requests.AskAsync(form.Address, form.Language, [.. form.Topics.Intersect(form.Known.Select(topic => topic.Id))], cancellationToken) == AskOutcome.NotAnAddress)
        {
            ModelState.AddModelError(nameof(form.Address), texts["Shared.Wrong.Email"]);
        }

        return ModelState.IsValid ? RedirectToAction(nameof(Asked)) : View(nameof(Index), form);
    }

    /// <summary>Says to look into the inbox.</summary>
    [HttpGet("asked")]
    public IActionResult Asked() => View();

    /// <summary>Where a confirming link leads. It changes nothing: mail scanners open links too. A link that was used says so.</summary>
    [HttpGet("confirm")]
    public async Task<IActionResult> Confirm(SubscriberLink link, [FromServices] SubscriptionQueries queries, CancellationToken cancellationToken) =>
        await queries.IsConfirmedAsync(link.Subscriber, link.Token, cancellationToken) ? Confirmed(link, already: true) : View(link);

    /// <summary>The button there.</summary>
    [HttpPost("confirm")]
    public async Task<IActionResult> ConfirmNow(SubscriberLink link, CancellationToken cancellationToken)
    {
        if (await subscriptions.ConfirmAsync(link.Subscriber, link.Token, cancellationToken) == ConfirmOutcome.Confirmed)
        {
            return Confirmed(link, already: false);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Refused", "ConfirmText");
    }

    private ViewResult Confirmed(SubscriberLink link, bool already) =>
        View("Confirmed", (already, PreferencesController.PathOf(link.Subscriber, tokens.Preferences(link.Subscriber))));
}
