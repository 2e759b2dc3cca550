using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Updates.Following;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Updates;

/// <summary>What somebody who has joined wants to see of the channels that are open to them.</summary>
[Authorize(Policies.SignedIn)]
public sealed class ChannelsController(ChannelQueries channels, ChannelMutes mutes, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/updates/channels";

    /// <summary>The channels, each with whether it is followed.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Channels", await channels.ReadAsync(current.Value!.Id, ct));

    /// <summary>Keeps which of them are.</summary>
    [HttpPost(Page)]
    public async Task<IActionResult> Keep(List<string> follow, CancellationToken ct)
    {
        await mutes.KeepAsync(current.Value!.Id, follow, ct);
        TempData.SayDone(texts["Updates.Channels.Kept"]);
        return Redirect("/updates");
    }
}
