using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts.Welcome;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Home;

/// <summary>Stops the mails of the welcome, by the link in each of them; nobody needs to sign in.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WelcomeStopController(WelcomeSeries series, WelcomeTokens tokens) : Controller
{
    /// <summary>What the link leads to: a page with one button, for mail scanners open links too.</summary>
    /// <param name="p">Whose welcome it is.</param>
    /// <param name="t">The token that was mailed to them.</param>
    [HttpGet("/welcome/stop")]
    public IActionResult Ask(Guid p, string? t) => tokens.IsOf(p, t) ? View("Stop", new StopModel(p, t!, IsDone: false)) : NotFound();

    /// <summary>Stops it.</summary>
    [HttpPost("/welcome/stop")]
    [EnableRateLimiting(RateLimits.Forms)]
    public async Task<IActionResult> Stop(Guid p, string? t, CancellationToken ct) => await series.StopAsync(p, t, ct) ? View("Stop", new StopModel(p, t!, IsDone: true)) : NotFound();
}

/// <summary>Whose welcome is stopped, and whether it is.</summary>
public sealed record StopModel(Guid Person, string Token, bool IsDone);
