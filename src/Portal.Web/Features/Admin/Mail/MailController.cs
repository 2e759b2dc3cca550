using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Mail;
using Portal.Core.Mail.Desk;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Mail;

/// <summary>How the mail is doing as a whole, and the switch that stops it.</summary>
[Area("Admin")]
[Route("admin/mail")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MailController(MailDesk desk, MailDecisions decisions, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const int LongestWhy = 300;

    /// <summary>What waits, what is in trouble and why, and what the settings lack.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(
        [FromServices] MailSelfCheck check, [FromServices] IOptions<MailOptions> mail, [FromServices] IOptions<PortalOptions> portal, CancellationToken cancellationToken)
    {
        var (now, zone) = (clock.GetUtcNow(), TimeWords.Zone(portal.Value.TimeZone));
        var midnight = TimeWords.In(now, zone).Date;
        var overview = await desk.OverviewAsync(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime(), cancellationToken);
        return View(new MailModel(overview, check.Findings(), mail.Value.Transport, check.HasEvents, now));
    }

    /// <summary>Stops all mail; what waits goes on waiting.</summary>
    [HttpPost("stop")]
    public async Task<IActionResult> Stop(string? why, CancellationToken cancellationToken)
    {
        var words = TypedText.Line(why ?? "");
        return Told(await decisions.StopAsync(current.Value!.Id, words.Length == 0 ? null : words[..Math.Min(words.Length, LongestWhy)], cancellationToken), "Mail.Admin.StoppedNow");
    }

    /// <summary>Lets mail go again.</summary>
    [HttpPost("go")]
    public async Task<IActionResult> Go(CancellationToken cancellationToken) => Told(await decisions.GoAsync(current.Value!.Id, cancellationToken), "Mail.Admin.GoesAgain");

    /// <summary>Sends again all that is held of a newsletter.</summary>
    [HttpPost("newsletters/{id:guid}/release")]
    public async Task<IActionResult> Release(Guid id, CancellationToken cancellationToken) => Counted(await decisions.ReleaseHeldAsync(current.Value!.Id, id, cancellationToken), "Mail.Admin.Released");

    /// <summary>Gives up all that is held of a newsletter.</summary>
    [HttpPost("newsletters/{id:guid}/give-up")]
    public async Task<IActionResult> GiveUp(Guid id, CancellationToken cancellationToken) => Counted(await decisions.GiveUpHeldAsync(current.Value!.Id, id, cancellationToken), "Mail.Admin.GivenUpAll");

    private RedirectResult Told(bool done, string key)
    {
        if (done)
        {
            TempData.SayDone(texts[key]);
        }
        else
        {
            TempData.SayWaiting(texts["Mail.Admin.Nothing"]);
        }

        return Redirect("/admin/mail");
    }

    private RedirectResult Counted(int count, string key)
    {
        if (count > 0)
        {
            TempData.SayDone(texts.Count(key, count));
            return Redirect("/admin/mail");
        }

        return Told(done: false, key);
    }
}
