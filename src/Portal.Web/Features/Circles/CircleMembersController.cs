using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Circles;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Circles;

/// <summary>Joining a circle, what one shows and gets there, hosting when asked or needed, and leaving.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CircleMembersController(CircleFinder finder, CircleJoining joining, CircleHosting hosting, Phrasebook texts) : Controller
{
    private const string Page = CirclePaths.All + "/{slug}";

    private Guid Me => finder.Me;

    /// <summary>Where whoever has signed in to join comes back to.</summary>
    [HttpGet(Page + "/join")]
    public IActionResult Join(string slug) => RedirectToAction(nameof(CirclesController.Show), "Circles", new { slug });

    /// <summary>Joins, or asks to.</summary>
    [HttpPost(Page + "/join")]
    public Task<IActionResult> Join([FromRoute] string slug, JoinCircleForm form, CancellationToken ct) => InAsync(slug, async page =>
    {
        var result = await joining.JoinAsync(Me, page.Circle.Id, form.SharesName, form.Word, ct);
        if (result == JoinResult.Resting)
        {
            TempData.SayRefused(texts["Circles.Join.Resting"]);
        }
        else
        {
            TempData.SayDone(texts[$"Circles.Join.{result}"]);
        }

        return result != JoinResult.NotFound;
    }, ct);

    /// <summary>Keeps what one shows and gets.</summary>
    [HttpPost(Page + "/choices")]
    public Task<IActionResult> Choose([FromRoute] string slug, JoinCircleForm form, CancellationToken ct) => InAsync(slug, page =>
        SaidAsync(joining.ChooseAsync(Me, page.Circle.Id, form.SharesName, form.WantsMail, ct), "Circles.Choices.Kept"), ct);

    /// <summary>Says what leaving means.</summary>
    [HttpGet(Page + "/leave")]
    public async Task<IActionResult> Leave(string slug, CancellationToken ct) =>
        await finder.FindAsync(slug, ct) is { Own.Standing: not CircleStanding.Gone } page ? View("Leave", page) : NotFound();

    /// <summary>Leaves, or takes back what one asked.</summary>
    [HttpPost(Page + "/leave"), ActionName(nameof(Leave))]
    public async Task<IActionResult> LeaveNow([FromRoute] string slug, CancellationToken ct)
    {
        if (await finder.FindAsync(slug, ct) is not { Own: not null } page || !await joining.LeaveAsync(Me, page.Circle.Id, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Circles.Leave.Done"]);
        return Redirect(CirclePaths.All);
    }

    /// <summary>Answers a host who asked them to host it too.</summary>
    [HttpPost(Page + "/hosting")]
    public Task<IActionResult> AnswerHosting([FromRoute] string slug, bool accept, CancellationToken ct) => InAsync(slug, page =>
        SaidAsync(hosting.AnswerAsync(Me, page.Circle.Id, accept, ct), accept ? "Circles.Hosting.Accepted" : "Circles.Hosting.Declined"), ct);

    /// <summary>Stops hosting it.</summary>
    [HttpPost(Page + "/step-down")]
    public Task<IActionResult> StepDown([FromRoute] string slug, CancellationToken ct) => InAsync(slug, page =>
        SaidAsync(hosting.StepDownAsync(Me, page.Circle.Id, ct), "Circles.Hosting.SteppedDown"), ct);

    /// <summary>Offers to host it where nobody does.</summary>
    [HttpPost(Page + "/offer")]
    public Task<IActionResult> Offer([FromRoute] string slug, CancellationToken ct) => InAsync(slug, page =>
        SaidAsync(hosting.OfferAsync(Me, page.Circle.Id, ct), "Circles.Hosting.Offered"), ct);

    private async Task<bool> SaidAsync(Task<bool> act, string words)
    {
        if (await act)
        {
            TempData.SayDone(texts[words]);
        }
        else
        {
            TempData.SayRefused(texts["Circles.Over"]);
        }

        return true;
    }

    private async Task<IActionResult> InAsync(string slug, Func<CirclePage, Task<bool>> act, CancellationToken ct) =>
        await finder.FindAsync(slug, ct) is { } page && await act(page) ? Redirect(CirclePaths.Of(page.Circle.Slug)) : NotFound();
}
