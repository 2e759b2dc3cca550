using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Circles;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Web.Features.Organise.Updates;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Circles;

/// <summary>Where hosts post to their circle, take back what they posted, and write to its members.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CircleTextsController(
    CircleFinder finder, CirclePosts posts, CircleWriting writing, UpdateService updates, UpdateQueries queries, UpdateFaults faults, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string Page = CirclePaths.All + "/{slug}";
    private const int Latest = 10;

    /// <summary>An empty form for a post, and what was posted lately.</summary>
    [HttpGet(Page + "/post")]
    public Task<IActionResult> Post(string slug, CancellationToken ct) => EmptyAsync(slug, isMail: false, ct);

    /// <summary>Posts it.</summary>
    [HttpPost(Page + "/post")]
    public async Task<IActionResult> Post([FromRoute] string slug, [Bind(Prefix = "Form")] CircleTextForm form, CancellationToken ct)
    {
        if (await finder.HostedAsync(slug, ct) is not { } page)
        {
            return NotFound();
        }

        var outcome = Check(form) ? await posts.PostAsync(finder.Me, page.Circle.Id, form.Text(), form.FormKey, ct) : UpdateOutcome.Refused([]);
        if (outcome.Result == UpdateResult.Done)
        {
            return Done(page, texts["Circles.Post.Done"]);
        }

        if (outcome.Result == UpdateResult.NotFound)
        {
            ModelState.AddModelError("", texts["Circles.Join.Resting"]);
        }

        return await RefusedAsync(page, form, outcome.Faults, isMail: false, ct);
    }

    /// <summary>Takes a post back.</summary>
    [HttpPost(Page + "/posts/{post:guid}/withdraw")]
    public async Task<IActionResult> Withdraw([FromRoute] string slug, [FromRoute] Guid post, CancellationToken ct) =>
        await finder.HostedAsync(slug, ct) is { } page && (await updates.WithdrawAsync(finder.Me, post, ct)).Result == UpdateResult.Done ? Done(page, texts["Circles.Post.Withdrawn"]) : NotFound();

    /// <summary>An empty form for a mail to all members.</summary>
    [HttpGet(Page + "/write")]
    public Task<IActionResult> Write(string slug, CancellationToken ct) => EmptyAsync(slug, isMail: true, ct);

    /// <summary>Sends it to each of them.</summary>
    [HttpPost(Page + "/write")]
    public async Task<IActionResult> Write([FromRoute] string slug, [Bind(Prefix = "Form")] CircleTextForm form, CancellationToken ct)
    {
        if (await finder.HostedAsync(slug, ct) is not { } page)
        {
            return NotFound();
        }

        var outcome = Check(form) ? await writing.WriteAsync(finder.Me, page.Circle.Id, form.Text(), form.FormKey, ct) : new MessageOutcome(MessageResult.Refused, 0, []);
        if (outcome.Result == MessageResult.Sent)
        {
            return Done(page, texts.Count("Circles.Write.Done", outcome.Readers));
        }

        if (outcome.Result is MessageResult.TooMany or MessageResult.NotFound)
        {
            ModelState.AddModelError("", texts[outcome.Result == MessageResult.TooMany ? "Circles.Write.TooMany" : "Circles.Join.Resting", CircleMessage.MostADay]);
        }

        return await RefusedAsync(page, form, outcome.Faults, isMail: true, ct);
    }

    private bool Check(CircleTextForm form)
    {
        ModelState.Clear();
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        return ModelState.IsValid;
    }

    private RedirectResult Done(CirclePage page, string words)
    {
        TempData.SayDone(words);
        return Redirect(CirclePaths.Of(page.Circle.Slug));
    }

    private async Task<IActionResult> EmptyAsync(string slug, bool isMail, CancellationToken ct) =>
        await finder.HostedAsync(slug, ct) is { } page ? await ShownAsync(new(page, CircleTextForm.New(clock, current.Value!.Language), isMail, []), ct) : NotFound();

    private Task<IActionResult> RefusedAsync(CirclePage page, CircleTextForm form, IReadOnlyList<UpdateFault> wrong, bool isMail, CancellationToken ct)
    {
        var risks = form.Text().Cleaned().Risks();
        faults.Tell(ModelState, UpdateOutcome.Refused(wrong), risks);
        form.FormKey = Ids.New(clock);
        return ShownAsync(new(page, form, isMail, risks), ct);
    }

    private async Task<IActionResult> ShownAsync(CircleTextModel model, CancellationToken ct)
    {
        var posted = model.IsMail ? null : await queries.OfChannelAsync(Channel.OfCircle(model.Page.Circle.Slug), finder.Me, Latest, ct);
        return View("Text", model with { Posted = posted is null ? null : UpdateListModel.Public(posted, clock.GetUtcNow()) });
    }
}
