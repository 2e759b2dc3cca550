using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Circles;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Circles;

/// <summary>Ends the mails of a circle's hosts, by the link in each of them; nobody needs to sign in.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CircleMailStopController(CircleWriting writing, CircleTokens tokens) : Controller
{
    private const string Page = CirclePaths.All + "/mail/stop";

    /// <summary>What the link leads to: a page with one button, for mail scanners open links too.</summary>
    /// <param name="m">Whose membership it is.</param>
    /// <param name="t">The token that was mailed to them.</param>
    [HttpGet(Page)]
    public IActionResult Ask(Guid m, string? t) => tokens.IsOf(m, t) ? View("Stop", new CircleStopModel(m, t!, IsDone: false)) : NotFound();

    /// <summary>Ends them.</summary>
    [HttpPost(Page)]
    [EnableRateLimiting(RateLimits.Forms)]
    public async Task<IActionResult> Stop(Guid m, string? t, CancellationToken ct) => await writing.StopAsync(m, t, ct) ? View("Stop", new CircleStopModel(m, t!, IsDone: true)) : NotFound();
}

/// <summary>Whose mails end, and whether they have.</summary>
public sealed record CircleStopModel(Guid Member, string Token, bool IsDone);
