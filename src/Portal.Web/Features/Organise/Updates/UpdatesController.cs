using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Pictures;
using Portal.Core.Updates.Planned;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Organise.Pictures;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>Where organisers write, change and take back what their groups say.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class UpdatesController(
    UpdateService service, UpdateQueries updates, CampaignQueries campaigns, BesidePoints points, UpdateFaults faults, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/organise/updates";

    private Viewer Me => current.Value!;

    /// <summary>What the reader's organisations have posted, newest first, below what they have planned.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(int? page, [FromServices] PlannedUpdateQueries planned, [FromServices] PictureQueries pictures, CancellationToken ct)
    {
        ModelState.Clear();
        var own = await updates.OfOrganisationsAsync(Me.OrganiserOf, page ?? 1, ct);
        return View(new OwnUpdatesModel(own, clock.GetUtcNow())
        {
            Planned = own.Page == 1 ? await planned.OfOrganisationsAsync(Me.OrganiserOf, ct) : [],
            PicturesWaiting = await pictures.CountWaitingAsync(Me.Id, ct) ?? 0,
        });
    }

    /// <summary>An empty form; for a word to the people of a shift where one is named.</summary>
    [HttpGet(List + "/new")]
    public async Task<IActionResult> New(Guid? shift, CancellationToken ct)
    {
        ModelState.Clear();
        var audience = shift is { } id ? await updates.ShiftAsync(id, Me.OrganiserOf, ct) : null;
        return await FormAsync("New", audience is null ? UpdateForm.New(clock, Me.Language, Me.OrganiserOf.Count == 1 ? Me.OrganiserOf[0] : Guid.Empty) : UpdateForm.To(audience, clock, Me.Language), id: null, ct);
    }

    /// <summary>Posts it, or keeps it until its time. The page's script is told where to go on instead of being sent there: so it knows that it is done.</summary>
    [HttpPost(List + "/new")]
    public async Task<IActionResult> New(
        [Bind(Prefix = "Form")] UpdateForm form, [Bind(Prefix = "Picture")] PictureForm picture, [FromServices] UpdateComposing composing, [FromServices] PictureUploads pictures, CancellationToken ct)
    {
        var text = await points.LayAsync(form.Text(), Me.Id, form.OrganisationId, ct);
        var draft = await pictures.ReadAsync(picture, text.Places!, ModelState, ct);
        if (form.Later && draft.Picture is not null)
        {
            ModelState.AddModelError("Picture.File", texts["Pictures.NotPlanned"]);
        }

        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        var channel = await ChannelOfAsync(form, ct);
        var outcome = await composing.PostAsync(Me.Id, form, text, channel, ModelState, ct);
        if (outcome.Result == UpdateResult.NotFound)
        {
            ModelState.AddModelError($"Form.{nameof(UpdateForm.OrganisationId)}", texts["Updates.Wrong.Organisation"]);
        }

        if (outcome.Result != UpdateResult.Done)
        {
            return await RefusedAsync("New", outcome, form, text, id: null, ct);
        }

        var done = form.Later ? Done("Planned")
            : Done("Posted", (texts["Updates.Translate.Add"], $"{List}/{outcome.UpdateId}/translations"), await pictures.AddAsync(Me.Id, outcome.UpdateId!.Value, draft, ct));
        return Request.Headers.XRequestedWith == "XMLHttpRequest" ? Json(new { to = List }) : done;
    }

    /// <summary>The form with the text as it is.</summary>
    [HttpGet(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await updates.OwnAsync(id, Me.OrganiserOf, ct) is { WithdrawnAt: null } update ? await FormAsync("Edit", UpdateForm.Of(update), id, ct, update) : NotFound();

    /// <summary>Gives it the new text.</summary>
    [HttpPost(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit([FromRoute] Guid id, [Bind(Prefix = "Form")] UpdateForm form, [Bind(Prefix = "Picture")] PictureForm picture, [FromServices] PictureUploads pictures, CancellationToken ct)
    {
        if (await updates.OwnAsync(id, Me.OrganiserOf, ct) is null)
        {
            return NotFound();
        }

        var text = await points.LayOnUpdateAsync(form.Text(), Me.Id, id, ct);
        var draft = await pictures.ReadAsync(picture, text.Places!, ModelState, ct);
        var outcome = ModelState.IsValid ? await service.EditAsync(Me.Id, id, form.Version, text, ct)
            : UpdateOutcome.Refused([.. text.Cleaned().Faults()]);
        return outcome.Result switch
        {
            UpdateResult.Done => await EditedAsync(id, await pictures.AddAsync(Me.Id, id, draft, ct), ct),
            UpdateResult.NotFound => NotFound(),
            _ => await RefusedAsync("Edit", outcome, form, text, id, ct),
        };
    }

    /// <summary>Says what withdrawing does before it is done.</summary>
    [HttpGet(List + "/{id:guid}/withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken ct) =>
        await updates.OwnAsync(id, Me.OrganiserOf, ct) is { WithdrawnAt: null } update ? View(update) : NotFound();

    /// <summary>Takes it back.</summary>
    [HttpPost(List + "/{id:guid}/withdraw"), ActionName(nameof(Withdraw))]
    public async Task<IActionResult> WithdrawNow(Guid id, CancellationToken ct)
    {
        var outcome = await service.WithdrawAsync(Me.Id, id, ct);
        return outcome.Result == UpdateResult.Done ? Done("Withdrawn") : NotFound();
    }

    // Nobody but its organisers can see that a translation says what the update said before.
    private async Task<IActionResult> EditedAsync(Guid id, string? ofPicture, CancellationToken ct) => await updates.OwnAsync(id, Me.OrganiserOf, ct) is { Translations.Count: > 0 }
        ? Done("EditedTranslated", (texts["Updates.Translate.Look"], $"{List}/{id}/translations"), ofPicture)
        : Done("Edited", next: null, ofPicture);

    private RedirectResult Done(string what, (string Text, string Path)? next = null, string? ofPicture = null)
    {
        TempData.SayDone(texts[$"Updates.Done.{what}"], next);
        if (ofPicture is not null)
        {
            TempData.SayWaiting(ofPicture);
        }

        return Redirect(List);
    }

    private async Task<IActionResult> RefusedAsync(string view, UpdateOutcome outcome, UpdateForm form, UpdateText text, Guid? id, CancellationToken ct)
    {
        var risks = text.Cleaned().Risks();
        faults.Tell(ModelState, outcome, risks);

        // Nothing was kept under the key of a refused form, so that it may have another.
        ModelState.Remove("Form.FormKey");
        form.FormKey = Ids.New(clock);
        var now = id is { } changed ? await updates.OwnAsync(changed, Me.OrganiserOf, ct) : null;
        if (outcome.Result == UpdateResult.ChangedMeanwhile && now is not null)
        {
            // The text that was written stays; saving it again replaces the version that it can be compared with now.
            ModelState.Remove("Form.Version");
            form.Version = now.Version;
        }

        return await FormAsync(view, form, id, ct, now, risks);
    }

    private async Task<IActionResult> FormAsync(string view, UpdateForm form, Guid? id, CancellationToken ct, OwnUpdate? own = null, IReadOnlyList<SafetyFinding>? risks = null) => View(view, new UpdateFormModel(
        form, id, await updates.OrganisationsAsync(Me.OrganiserOf, ct),
        id is null && Channel.IsOfShift(form.Channel ?? "", out var shift) ? await updates.ShiftAsync(shift, Me.OrganiserOf, ct) : null)
    {
        Campaigns = await campaigns.ChoicesAsync(own?.CampaignId, ct),
        Translations = own?.Translations ?? [],
        Risks = risks ?? [],
    });

    private async Task<string> ChannelOfAsync(UpdateForm form, CancellationToken ct) =>
        form.Channel != UpdateForm.OwnVolunteers ? form.Channel ?? ""
        : await updates.OrganisationsAsync([form.OrganisationId], ct) is [var own] ? Channel.OfOrganisation(own.Slug)
        : "";
}
