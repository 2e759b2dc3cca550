using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Portal.Core.Circles;
using Portal.Core.Updates;
using Portal.Web.Features.Updates;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Circles;

/// <summary>Circles for everybody who looks for one, and the page of each as far as the reader may see it.</summary>
[AllowAnonymous]
public sealed class CirclesController(CircleQueries circles, UpdateQueries updates, CurrentViewer current, TimeProvider clock) : Controller
{
    private const int Newest = 20;

    /// <summary>All of them, by what the address asks for.</summary>
    [HttpGet(CirclePaths.All)]
    [OutputCache(PolicyName = LiveTags.Circles)]
    [TaggedPage]
    public async Task<IActionResult> Index(CircleFilterForm form, int? page, CancellationToken ct)
    {
        ModelState.Clear();
        return View(new CircleListModel(form, await circles.ListAsync(form.ToFilter(), page ?? 1, ct)));
    }

    /// <summary>One circle; to its members with what is said in it, live.</summary>
    [HttpGet(CirclePaths.All + "/{slug}")]
    public async Task<IActionResult> Show(string slug, CancellationToken ct)
    {
        var reader = current.Value is { IsConfirmed: true } viewer ? viewer.Id : (Guid?)null;
        if (await circles.FindAsync(slug, reader, ct) is not { } page)
        {
            return NotFound();
        }

        var news = page.IsMember && page.Circle.State == CircleState.Approved ? await updates.OfChannelAsync(Channel.OfCircle(slug), reader!.Value, Newest, ct) : null;
        return View(new CircleModel(page, reader is not null, clock.GetUtcNow()) { News = news is null ? null : UpdateListModel.Public(news, clock.GetUtcNow()) });
    }
}
