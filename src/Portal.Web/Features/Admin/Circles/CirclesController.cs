using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Circles;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Admin.Circles;

/// <summary>Where administrators answer proposals and offers to host, and take down what was reported.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CirclesController(CircleDesk desk, CircleProposing proposing, CircleHosting hosting, UpdateService updates, CurrentViewer current, PageShelf pages, Phrasebook texts) : Controller
{
    private const string List = "/admin/circles";
    private const string Page = List + "/{id:guid}";

    private Guid Me => current.Value!.Id;

    /// <summary>All of them, what waits first.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await desk.ListAsync(ct));

    /// <summary>One of them.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await desk.FindAsync(id, ct) is { } circle ? View("Show", new DeskModel(circle, circle.Circle.ProposedById == Me, null)) : NotFound();

    /// <summary>Says yes or no to a proposal.</summary>
    [HttpPost(Page)]
    public async Task<IActionResult> Decide([FromRoute] Guid id, bool approve, string? reason, CancellationToken ct)
    {
        if (await proposing.DecideAsync(Me, id, approve, reason, ct))
        {
            await pages.ClearAsync([LiveTags.Circles], ct);
            TempData.SayDone(texts[approve ? "Circles.Desk.Approved" : "Circles.Desk.Declined"]);
            return Redirect($"{List}/{id}");
        }

        if (await desk.FindAsync(id, ct) is not { } circle)
        {
            return NotFound();
        }

        ModelState.Clear();
        var isOwn = circle.Circle.ProposedById == Me;
        if (isOwn || circle.Circle.State != CircleState.Proposed)
        {
            TempData.SayRefused(texts[isOwn ? "Circles.Desk.Own" : "Circles.Over"]);
            return Redirect($"{List}/{id}");
        }

        ModelState.AddModelError(nameof(DeskModel.Reason), texts["Circles.Desk.ReasonWrong", SupporterCircle.ReasonLength]);
        return View("Show", new DeskModel(circle, isOwn, reason));
    }

    /// <summary>Answers an offer to host.</summary>
    [HttpPost(Page + "/offers/{member:guid}")]
    public async Task<IActionResult> Offer([FromRoute] Guid id, [FromRoute] Guid member, bool accept, CancellationToken ct)
    {
        if (await hosting.AnswerOfferAsync(Me, id, member, accept, ct))
        {
            await pages.ClearAsync([LiveTags.Circles], ct);
            TempData.SayDone(texts[accept ? "Circles.Desk.Hosted" : "Circles.Desk.NotHosted"]);
        }
        else
        {
            TempData.SayRefused(texts["Circles.Over"]);
        }

        return Redirect($"{List}/{id}");
    }

    /// <summary>Takes a post down.</summary>
    [HttpPost(Page + "/posts/{post:guid}/withdraw")]
    public async Task<IActionResult> Withdraw([FromRoute] Guid id, [FromRoute] Guid post, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } circle || circle.Posts.All(p => p.Id != post) || (await updates.WithdrawAsync(Me, post, ct)).Result != UpdateResult.Done)
        {
            return NotFound();
        }

        TempData.SayDone(texts["Circles.Post.Withdrawn"]);
        return Redirect($"{List}/{id}");
    }
}

/// <summary>A circle as administrators see it, and the reason they have written.</summary>
/// <param name="IsOwn">Whether the reader proposed it, and so leaves the answer to another.</param>
public sealed record DeskModel(DeskCircle Desk, bool IsOwn, string? Reason);
