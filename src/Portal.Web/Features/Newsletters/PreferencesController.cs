using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Newsletters;

/// <summary>A reader's preferences, without an account: the link in every issue is the proof. Looking changes nothing.</summary>
[Route("newsletter/preferences")]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PreferencesController(SubscriberPreferences preferences, SubscriptionService subscriptions, SubscriberTokens tokens, NewsletterTopics topics, Phrasebook texts) : Controller
{
    /// <summary>Leads whoever is signed in to their own.</summary>
    [HttpGet("")]
    [Authorize(Policies.SignedIn)]
    public async Task<IActionResult> Mine([FromServices] CurrentViewer current, CancellationToken cancellationToken)
    {
        if (await preferences.OfAccountAsync(current.Value!.Id, cancellationToken) is { } id)
        {
            return Redirect(PathOf(id, tokens.Preferences(id)));
        }

        TempData.SayWaiting(texts["Newsletters.Preferences.None"]);
        return Redirect("/account/notifications");
    }

    /// <summary>What is kept.</summary>
    [HttpGet("{id:guid}/{token}")]
    [AllowAnonymous]
    public async Task<IActionResult> Index(Guid id, string token, [FromQuery(Name = "i")] Guid? issue, CancellationToken cancellationToken) => await preferences.FindAsync(id, token, cancellationToken) switch
    {
        null => Refused(),
        { IsReader: false } => View("Left", true),
        var sheet => View("Preferences", new PreferencesModel(PathOf(id, token), QueryOf(issue), sheet.MaskedAddress, PreferencesForm.Of(sheet.Preferences), await topics.OfferedAsync(sheet.Preferences.Topics, cancellationToken))),
    };

    /// <summary>Keeps what is wanted.</summary>
    [HttpPost("{id:guid}/{token}")]
    [AllowAnonymous]
    public async Task<IActionResult> Save(Guid id, string token, [FromQuery(Name = "i")] Guid? issue, [Bind(Prefix = nameof(PreferencesModel.Form))] PreferencesForm form, CancellationToken cancellationToken)
    {
        var known = await topics.ListAsync(cancellationToken);
        if (!await preferences.SaveAsync(id, token, form.ToPreferences(), [.. known.Select(topic => topic.Id)], cancellationToken))
        {
            return Refused();
        }

        TempData.SayDone(texts["Newsletters.Preferences.Saved"]);
        return Redirect(PathOf(id, token) + QueryOf(issue));
    }

    /// <summary>Leaves, at once.</summary>
    [HttpPost("{id:guid}/{token}/leave")]
    [AllowAnonymous]
    public async Task<IActionResult> Leave(Guid id, string token, [FromQuery(Name = "i")] Guid? issue, CancellationToken cancellationToken) =>
        tokens.MayPrefer(id, token) && await subscriptions.LeaveAsync(id, tokens.Leave(id), issue, cancellationToken) ? View("Left", false) : Refused();

    internal static string PathOf(Guid id, string token) => $"/newsletter/preferences/{id:N}/{token}";

    // Who came by an issue's link leaves by it.
    private static string QueryOf(Guid? issue) => issue is { } one ? $"?i={one:N}" : "";

    private ViewResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Refused", "LeaveText");
    }
}
