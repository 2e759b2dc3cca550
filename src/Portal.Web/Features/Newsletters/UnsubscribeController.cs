using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Features.Newsletters;

/// <summary>
/// Leaving with one click. Mail programs post here on their own (RFC 8058), without cookie, login or antiforgery token: the
/// token in the address is the proof, and all it can do is end one subscription.
/// </summary>
[AllowAnonymous]
[Route("newsletter/unsubscribe")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class UnsubscribeController(SubscriptionService subscriptions) : Controller
{
    /// <summary>Where the link in an issue leads: one button. It changes nothing: mail scanners open links too. Who has left reads that.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(SubscriberLink link, [FromServices] SubscriptionQueries queries, CancellationToken cancellationToken) =>
        await queries.HasLeftAsync(link.Subscriber, link.Token, cancellationToken) ? View("Left", true) : View("Leave", link);

    /// <summary>Acts at once, whatever the body says.</summary>
    [HttpPost("")]
    [IgnoreAntiforgeryToken]
    [DisableRateLimiting]
    public async Task<IActionResult> Leave(SubscriberLink link, CancellationToken cancellationToken)
    {
        if (await subscriptions.LeaveAsync(link.Subscriber, link.Token, link.Issue, cancellationToken))
        {
            return View("Left", false);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Refused", "LeaveText");
    }
}
