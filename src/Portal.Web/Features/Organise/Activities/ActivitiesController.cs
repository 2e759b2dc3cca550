using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Activities;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Activities;

/// <summary>The kinds of work that organisers plan shifts of.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ActivitiesController(ActivityQueries queries, ActivityService service, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/organise/activities";

    private Guid Me => current.Value!.Id;

    /// <summary>All of them.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ListAsync(Me, ct));

    /// <summary>An empty form.</summary>
    [HttpGet(List + "/new")]
    public async Task<IActionResult> New(CancellationToken ct) => await FormAsync(ActivityForm.New(clock), written: null, ct);

    /// <summary>Adds one.</summary>
    [HttpPost(List + "/new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(ActivityModel.Form))] ActivityForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid || form.FormKey == Guid.Empty)
        {
            return await FormAsync(form, written: null, ct);
        }

        var outcome = await service.AddAsync(Me, form.FormKey, form.OrganisationId!.Value, form.ToPlan(), ct);
        return outcome.Result == ActivityResult.Done ? Done("Organise.Activities.Added") : await RefusedAsync(outcome, form, written: null, ct);
    }

    /// <summary>The form with one as it is written.</summary>
    [HttpGet(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await queries.FindAsync(Me, id, ct) is { } written ? await FormAsync(ActivityForm.Of(written), written, ct) : NotFound();

    /// <summary>Writes it anew.</summary>
    [HttpPost(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = nameof(ActivityModel.Form))] ActivityForm form, CancellationToken ct)
    {
        if (await queries.FindAsync(Me, id, ct) is not { } written)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await FormAsync(form, written, ct);
        }

        var outcome = await service.EditAsync(Me, id, form.ToPlan(), ct);
        return outcome.Result == ActivityResult.Done ? Done("Organise.Activities.Edited") : await RefusedAsync(outcome, form, written, ct);
    }

    /// <summary>Plans no new shifts of it, or does again.</summary>
    [HttpPost(List + "/{id:guid}/retire")]
    public async Task<IActionResult> Retire(Guid id, bool retired, CancellationToken ct)
    {
        var outcome = await service.RetireAsync(Me, id, retired, ct);
        if (outcome.Result == ActivityResult.Refused)
        {
            TempData.SayRefused(texts["Organise.Text.Taken"]);
            return Redirect(List);
        }

        return outcome.Result == ActivityResult.Done ? Done(retired ? "Organise.Activities.Retired" : "Organise.Activities.BroughtBack") : NotFound();
    }

    private RedirectResult Done(string text)
    {
        TempData.SayDone(texts[text]);
        return Redirect(List);
    }

    private async Task<IActionResult> RefusedAsync(ActivityOutcome outcome, ActivityForm form, WrittenActivity? written, CancellationToken ct)
    {
        switch (outcome.Result)
        {
            case ActivityResult.NotFound when written is not null:
                return NotFound();
            case ActivityResult.NotFound:
                ModelState.AddModelError($"{nameof(ActivityModel.Form)}.{nameof(ActivityForm.OrganisationId)}", texts["Shared.Wrong.Value"]);
                break;
            case ActivityResult.UnknownKind:
                ModelState.AddModelError($"{nameof(ActivityModel.Form)}.{nameof(ActivityForm.GrantsKindId)}", texts["Shared.Wrong.Value"]);
                break;
            default:
                TextFaults.AddTo(ModelState, nameof(ActivityModel.Form), outcome.Faults, texts);
                break;
        }

        return await FormAsync(form, written, ct);
    }

    private async Task<IActionResult> FormAsync(ActivityForm form, WrittenActivity? written, CancellationToken ct)
    {
        var choices = await queries.ChoicesAsync(Me, ct);
        form.FormKey = form.FormKey == Guid.Empty ? ActivityForm.New(clock).FormKey : form.FormKey;
        form.OrganisationId ??= choices.Organisations.Count == 1 ? choices.Organisations[0].Id : null;
        return View("Form", new ActivityModel(form, written, choices));
    }
}
