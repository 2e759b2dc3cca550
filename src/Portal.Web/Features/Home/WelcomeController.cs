using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Actions;
using Portal.Core.Circles;
using Portal.Core.Shifts;
using Portal.Core.Updates.Campaigns;
using Portal.Web.Features.Actions;
using Portal.Web.Features.Shifts;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Home;

/// <summary>The first page after joining: what suits how somebody would like to help.</summary>
[Authorize(Policies.SignedIn)]
public sealed class WelcomeController(ProfileQueries profiles, FittingShifts fitting, ShiftReader reader, RunningCampaigns campaigns, ActionQueries actions, CircleQueries circles, CurrentViewer current, IOptions<PortalOptions> portal) : Controller
{
    /// <summary>Its address.</summary>
    public const string Page = "/welcome";

    private const int Few = 3;

    /// <summary>A part for each way to help that was ticked; the first two where none was.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var ticked = await profiles.IntentionsAsync(current.Value!.Id, ct);
        var shown = ticked.Count > 0 ? ticked : [Intentions.InCalais, Intentions.FromHome];
        var person = await reader.PersonAsync(ct);
        return View("Welcome", new WelcomeModel(current.Value.DisplayName, shown, ticked.Count > 0)
        {
            InCalais = shown.Contains(Intentions.InCalais) ? await fitting.ListAsync(person, remote: false, Few, ct) : null,
            FromHome = shown.Contains(Intentions.FromHome) ? await fitting.ListAsync(person, remote: true, Few, ct) : null,
            Campaigns = shown.Contains(Intentions.SpeakUp) ? [.. (await campaigns.ReadAsync(ct)).Take(Few)] : [],
            Circles = shown.Contains(Intentions.Gather) ? await circles.NearAsync(current.Value.Id, Few, ct) : [],
            Actions = shown.Contains(Intentions.SpeakUp) ? [.. (await actions.SuggestAsync(current.Value.Id, Few, ct)).Select(action => new ActionTile(action, actions.Today))] : [],
            DonationPage = portal.Value.DonationPage,
        });
    }
}
