using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Circles;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Circles;

/// <summary>What the hosts of a circle do with its members.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CircleHostsController(CircleFinder finder, CircleJoining joining, CircleHosting hosting, Phrasebook texts) : Controller
{
    private const string Page = CirclePaths.All + "/{slug}";

    /// <summary>Who asks and who belongs to it, as far as the host sees them.</summary>
    [HttpGet(Page + "/members")]
    public async Task<IActionResult> Index(string slug, [FromServices] TimeProvider clock, CancellationToken ct) =>
        await finder.HostedAsync(slug, ct) is { } page ? View("Members", new CircleModel(page, IsSignedIn: true, clock.GetUtcNow())) : NotFound();

    /// <summary>Says yes or no to somebody who asks.</summary>
    [HttpPost(Page + "/{member:guid}/answer")]
    public async Task<IActionResult> Answer([FromRoute] string slug, [FromRoute] Guid member, bool accept, CancellationToken ct)
    {
        if (await finder.HostedAsync(slug, ct) is not { } page)
        {
            return NotFound();
        }

        return Said(page, await joining.AnswerAsync(finder.Me, page.Circle.Id, member, accept, ct), accept ? "Circles.Members.Accepted" : "Circles.Members.Refused");
    }

    /// <summary>Asks a member to host it too.</summary>
    [HttpPost(Page + "/{member:guid}/host")]
    public async Task<IActionResult> AskToHost([FromRoute] string slug, [FromRoute] Guid member, CancellationToken ct)
    {
        if (await finder.HostedAsync(slug, ct) is not { } page)
        {
            return NotFound();
        }

        var result = await hosting.AskAsync(finder.Me, page.Circle.Id, member, ct);
        return Said(page, result == HostResult.Done, "Circles.Members.AskedToHost", result == HostResult.Full ? "Circles.Members.Full" : "Circles.Over");
    }

    /// <summary>Asks for the reason before somebody is removed.</summary>
    [HttpGet(Page + "/{member:guid}/remove")]
    public async Task<IActionResult> Remove(string slug, Guid member, CancellationToken ct) => await RemovalAsync(slug, member, reason: null, ct) is { } form ? View("Remove", form) : NotFound();

    /// <summary>Removes them, and tells them why.</summary>
    [HttpPost(Page + "/{member:guid}/remove")]
    public async Task<IActionResult> Remove([FromRoute] string slug, [FromRoute] Guid member, string? reason, CancellationToken ct)
    {
        if (await RemovalAsync(slug, member, reason, ct) is not { } form)
        {
            return NotFound();
        }

        if (await joining.RemoveAsync(finder.Me, form.Page.Circle.Id, member, reason, ct))
        {
            return Said(form.Page, done: true, "Circles.Remove.Done");
        }

        ModelState.AddModelError(nameof(RemovalModel.Reason), texts["Circles.Remove.ReasonWrong", CircleMember.ReasonLength]);
        return View("Remove", form);
    }

    private async Task<RemovalModel?> RemovalAsync(string slug, Guid member, string? reason, CancellationToken ct) =>
        await finder.HostedAsync(slug, ct) is { } page && page.Named.FirstOrDefault(p => p.Id == member && !p.IsHost) is { } person ? new(page, person, reason) : null;

    private RedirectResult Said(CirclePage page, bool done, string words, string otherwise = "Circles.Over")
    {
        if (done)
        {
            TempData.SayDone(texts[words]);
        }
        else
        {
            TempData.SayRefused(texts[otherwise]);
        }

        return Redirect($"{CirclePaths.Of(page.Circle.Slug)}/members");
    }
}

/// <summary>Who is to be removed, and why.</summary>
public sealed record RemovalModel(CirclePage Page, CirclePerson Person, string? Reason);
