using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Following;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Updates;

/// <summary>What the groups say: the feed, each update at its own address, and the feed for machines.</summary>
[AllowAnonymous]
public sealed class UpdatesController(UpdateQueries updates, UpdateReader reader, ChannelWords words, TimeProvider clock) : Controller
{
    /// <summary>The feed, newest first: the public channel, and for those who have joined what else they follow.</summary>
    [HttpGet("/updates")]
    [OutputCache(PolicyName = LiveTags.Updates)]
    [TaggedPage]
    public async Task<IActionResult> Index(int? page, [FromServices] RunningCampaigns campaigns, CancellationToken ct)
    {
        ModelState.Clear();
        var sight = await reader.SightAsync(ct);
        return View(new UpdateListModel(await updates.ListAsync(sight, page ?? 1, ct), clock.GetUtcNow(), reader.HasJoined, reader.AudiencesOf(sight), sight.UrgentOnly)
        {
            Campaigns = await campaigns.ReadAsync(ct),
        });
    }

    /// <summary>One update. Of a withdrawn one only that it is gone.</summary>
    [HttpGet("/updates/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct)
    {
        var sight = await reader.SightAsync(ct);
        switch (await updates.FindAsync(id, sight, reader.Id, ct))
        {
            case null:
                return NotFound();
            case { Card: { } card } found:
                return View(new UpdateModel(card, clock.GetUtcNow(), words.Of(sight.Find(card.Channel)))
                {
                    ReaderStands = reader.HasJoined ? found.ReaderStands : null,
                    Follow = $"{card.Channel}:{found.Head}",
                });
            default:
                Response.StatusCode = StatusCodes.Status410Gone;
                return View("Gone");
        }
    }

    /// <summary>The newest 50 public updates as Atom (RFC 4287), with an entity tag that changes with every post, edit and withdrawal.</summary>
    [HttpGet("/updates.atom")]
    public async Task<IActionResult> Atom([FromServices] ChannelQueries channels, [FromServices] PortalLinks links, [FromServices] Phrasebook texts, CancellationToken ct)
    {
        var page = await updates.ListAsync(await channels.ReadAsync(null, ct), 1, ct);
        var title = $"{texts["Shared.Portal"]}: {texts["Updates.Title"]}";
        var tag = $"\"{page.Heads[Channel.Public]}-{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\"";
        // The language of the title comes from profile or cookie before the browser is asked.
        Response.Headers.Vary = $"{HeaderNames.AcceptLanguage}, {HeaderNames.Cookie}";
        return File(AtomFeed.Write(AtomFeed.EntriesOf(page.Updates), title, "/updates.atom", "/updates", links), AtomFeed.MediaType, lastModified: null, new EntityTagHeaderValue(tag));
    }
}
