using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using Portal.Core.Actions;
using Portal.Core.Mail;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Following;
using Portal.Web.Features.Actions;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Updates;

/// <summary>A campaign: what it is about and what is said of it, for people and for machines.</summary>
[AllowAnonymous]
public sealed class CampaignsController(CampaignQueries campaigns, UpdateQueries updates, UpdateReader reader, TimeProvider clock) : Controller
{
    /// <summary>Its page, with those of its updates that the reader may see and follows, the newest first.</summary>
    [HttpGet("/campaigns/{slug}")]
    [OutputCache(PolicyName = LiveTags.Updates)]
    [TaggedPage]
    public async Task<IActionResult> Index(string slug, int? page, [FromServices] ActionQueries actions, CancellationToken ct)
    {
        ModelState.Clear();
        if (await campaigns.FindAsync(slug, ct) is not { } campaign)
        {
            return NotFound();
        }

        var sight = await reader.SightAsync(ct);
        var list = new UpdateListModel(await updates.OfCampaignAsync(campaign.Id, sight, page ?? 1, ct), clock.GetUtcNow(), reader.HasJoined, reader.AudiencesOf(sight), sight.UrgentOnly);
        return View("Campaign", new CampaignModel(campaign, list with { Campaign = campaign.Slug })
        {
            Actions = [.. (await actions.OfCampaignAsync(campaign.Id, ct)).Select(action => new ActionTile(action, actions.Today))],
        });
    }

    /// <summary>Its newest 50 public updates as Atom, with an entity tag that changes with every post, edit and withdrawal, and with its name.</summary>
    [HttpGet("/campaigns/{slug}.atom")]
    public async Task<IActionResult> Atom(string slug, [FromServices] ChannelQueries channels, [FromServices] PortalLinks links, CancellationToken ct)
    {
        if (await campaigns.FindAsync(slug, ct) is not { } campaign)
        {
            return NotFound();
        }

        var page = await updates.OfCampaignAsync(campaign.Id, await channels.ReadAsync(null, ct), 1, ct);
        var tag = $"\"{page.Heads[Channel.Public]}-{campaign.Version}-{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\"";
        // The language of the title comes from profile or cookie before the browser is asked.
        Response.Headers.Vary = $"{HeaderNames.AcceptLanguage}, {HeaderNames.Cookie}";
        var address = $"/campaigns/{campaign.Slug}";
        return File(AtomFeed.Write(AtomFeed.EntriesOf(page.Updates), $"{campaign.Text.Name}", $"{address}.atom", address, links), AtomFeed.MediaType, lastModified: null, new EntityTagHeaderValue(tag));
    }
}
