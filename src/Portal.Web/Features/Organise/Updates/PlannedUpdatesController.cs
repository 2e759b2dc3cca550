using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Planned;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>What is to be posted at a time: changed, posted now, or given up.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[Route("organise/updates/planned/{id:guid}")]
public sealed class PlannedUpdatesController(
    PlannedUpdateService service, PlannedUpdateQueries planned, BesidePoints points, CampaignQueries campaigns, UpdateFaults faults, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string List = "/organise/updates";

    private Viewer Me => current.Value!;

    /// <summary>The form with the text and the time as they are.</summary>
    [HttpGet("edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } card ? await FormAsync(card, UpdateForm.Of(card), risks: [], ct) : NotFound();

    /// <summary>Gives it the new text and time.</summary>
    [HttpPost("edit")]
    public async Task<IActionResult> Edit([FromRoute] Guid id, [Bind(Prefix = "Form")] UpdateForm form, [FromServices] UpdateComposing composing, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } card)
        {
            return Gone();
        }

        var text = await points.LayOnPlannedAsync(form.Text(), Me.Id, id, ct);
        var outcome = await composing.ChangeAsync(Me.Id, card, form, text, ModelState, ct);
        switch (outcome.Result)
        {
            case UpdateResult.Done:
                TempData.SayDone(texts["Updates.Done.PlanChanged"]);
                return Redirect(List);
            case UpdateResult.NotFound:
                return Gone();
            case UpdateResult.ChangedMeanwhile:
                ModelState.Remove("Form.Version");
                form.Version = card.Version;
                break;
        }

        var risks = text.Cleaned().Risks();
        faults.Tell(ModelState, outcome, risks);
        return await FormAsync(card, form, risks, ct);
    }

    /// <summary>Posts it without waiting any longer.</summary>
    [HttpPost("post")]
    public async Task<IActionResult> Post(Guid id, [FromServices] PlannedPosting posting, CancellationToken ct)
    {
        var outcome = await posting.PostNowAsync(Me.Id, id, ct);
        if (outcome.Result == UpdateResult.Done)
        {
            TempData.SayDone(texts["Updates.Done.Posted"]);
        }

        foreach (var fault in outcome.Faults)
        {
            TempData.SayRefused(texts[fault == UpdateFault.ChannelUnknown ? "Updates.Held.Channel" : "Updates.Held.Campaign"]);
        }

        return outcome.Result is UpdateResult.Done or UpdateResult.Refused ? Redirect(List) : Gone();
    }

    /// <summary>Says what giving it up does before it is done.</summary>
    [HttpGet("drop")]
    public async Task<IActionResult> Drop(Guid id, CancellationToken ct) => await FindAsync(id, ct) is { } card ? View("DropPlanned", card) : NotFound();

    /// <summary>Gives it up.</summary>
    [HttpPost("drop"), ActionName(nameof(Drop))]
    public async Task<IActionResult> DropNow(Guid id, CancellationToken ct)
    {
        if ((await service.DropAsync(Me.Id, id, ct)).Result != UpdateResult.Done)
        {
            return Gone();
        }

        TempData.SayDone(texts["Updates.Done.Dropped"]);
        return Redirect(List);
    }

    // It was posted or given up meanwhile: the list shows which.
    private RedirectResult Gone()
    {
        TempData.SayRefused(texts["Updates.Planned.Gone"]);
        return Redirect(List);
    }

    private Task<PlannedCard?> FindAsync(Guid id, CancellationToken ct) => planned.FindAsync(id, Me.OrganiserOf, ct);

    private async Task<IActionResult> FormAsync(PlannedCard card, UpdateForm form, IReadOnlyList<SafetyFinding> risks, CancellationToken ct) => View("EditPlanned", new UpdateFormModel(form, card.Id, [], Shift: null)
    {
        Campaigns = await campaigns.ChoicesAsync(card.Text.CampaignId, ct),
        Risks = risks,
    });
}
