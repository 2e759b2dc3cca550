using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Accounts;

/// <summary>Where one is signed in, and signing out there.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SessionsController(SessionService sessions, LiveConnections connections, CurrentViewer current, Phrasebook texts, IOptions<SessionsOptions> limits) : Controller
{
    private const string Page = "/account/sessions";

    private Viewer Me => current.Value!;

    /// <summary>The open sessions, this one among them.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View("Sessions", new SessionsModel(await sessions.OpenAsync(Me.Id, cancellationToken), Me.Session, limits.Value));

    /// <summary>Signs out on another device.</summary>
    [HttpPost("/account/sessions/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(Me.Id, id, cancellationToken);
        connections.Close(reader => reader.Id == Me.Id && reader.Session == id);
        TempData.SayDone(texts["Accounts.Sessions.Ended"]);
        return Redirect(Page);
    }

    /// <summary>Signs out everywhere but here.</summary>
    [HttpPost("/account/sessions/end-others")]
    public async Task<IActionResult> EndOthers(CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(Me.Id, Me.Session, cancellationToken);
        connections.Close(reader => reader.Id == Me.Id && reader.Session != Me.Session);
        TempData.SayDone(texts["Accounts.Sessions.OthersEnded"]);
        return Redirect(Page);
    }
}

/// <summary>What the page shows.</summary>
public sealed record SessionsModel(IReadOnlyList<OpenSession> Open, Guid This, SessionsOptions Limits);
