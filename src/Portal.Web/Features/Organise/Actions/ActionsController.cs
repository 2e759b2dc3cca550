using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Actions;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Actions;

/// <summary>Where organisers call for actions.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ActionsController(ActionDesk desk, ActionService service, CampaignQueries campaigns, BesidePoints points, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/organise/actions";
    private const string Prefix = nameof(ActionFormModel.Form);

    private Guid Me => current.Value!.Id;

    /// <summary>Those of one's organisations, what runs first.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(int page, CancellationToken ct)
    {
        ModelState.Clear();
        page = Math.Clamp(page, 1, 10_000);
        var (actions, count) = await desk.ListAsync(Me, page, ct);
        return View(new OwnActionsModel(actions, new PagerModel(page, (count + ActionQueries.PageSize - 1) / ActionQueries.PageSize, number => $"{List}?page={number}")));
    }

    /// <summary>An empty form.</summary>
    [HttpGet(List + "/new")]
    public async Task<IActionResult> New(CancellationToken ct) => await FormAsync(ActionForm.New(clock), written: null, ct);

    /// <summary>Calls for one.</summary>
    [HttpPost(List + "/new")]
    public async Task<IActionResult> New([Bind(Prefix = Prefix)] ActionForm form, CancellationToken ct)
    {
        var organisation = form.OrganisationId ?? Guid.Empty;
        var plan = await points.LayAsync(form.ToPlan(), Me, organisation, ct);
        var outcome = ModelState.IsValid && form.FormKey != Guid.Empty ? await service.AddAsync(Me, form.FormKey, organisation, plan, ct) : Unread(plan, written: null);
        return outcome.Result == ActionSaving.Done ? Done("Added") : await RefusedAsync(outcome, form, plan, written: null, ct);
    }

    /// <summary>The form with one as it is written.</summary>
    [HttpGet(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await desk.FindAsync(Me, id, ct) is { } written ? await FormAsync(ActionForm.Of(written), written, ct) : NotFound();

    /// <summary>Writes it anew.</summary>
    [HttpPost(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = Prefix)] ActionForm form, CancellationToken ct)
    {
        if (await desk.FindAsync(Me, id, ct) is not { } written)
        {
            return NotFound();
        }

        var plan = await points.LayOnActionAsync(form.ToPlan(), Me, id, ct);
        var outcome = ModelState.IsValid ? await service.SaveAsync(Me, id, form.Version, plan, ct) : Unread(plan, written);
        return outcome.Result == ActionSaving.Done ? Done("Saved") : await RefusedAsync(outcome, form, plan, written, ct);
    }

    /// <summary>Ends it before its day, or opens it again.</summary>
    [HttpPost(List + "/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, bool ended, CancellationToken ct) =>
        !ModelState.IsValid ? BadRequest()
        : (await service.EndAsync(Me, id, ended, ct)).Result == ActionSaving.Done ? Done(ended ? "Ended" : "Reopened")
        : NotFound();

    private RedirectResult Done(string what)
    {
        TempData.SayDone(texts[$"Actions.Own.{what}"]);
        return Redirect(List);
    }

    // What could not be read is told together with what is wrong with the rest.
    private ActionOutcome Unread(ActionPlan plan, WrittenAction? written)
    {
        var clean = plan.Cleaned();
        return new(ActionSaving.Refused, clean.TextFaults(), clean.Faults(ActionDay.Today(clock), written?.Plan.Deadline));
    }

    private async Task<IActionResult> RefusedAsync(ActionOutcome outcome, ActionForm form, ActionPlan plan, WrittenAction? written, CancellationToken ct)
    {
        TextFaults.AddTo(ModelState, Prefix, outcome.TextFaults, texts);
        foreach (var fault in outcome.Faults)
        {
            var (field, words) = fault switch
            {
                ActionFault.Goal => (nameof(form.Goal), texts["Actions.Wrong.Goal", SolidarityAction.MostGoal]),
                ActionFault.Deadline => (nameof(form.Deadline), texts["Actions.Wrong.Deadline"]),
                ActionFault.Campaign => (nameof(form.CampaignId), texts["Shared.Wrong.Value"]),
                _ => (nameof(form.WhySafe), texts["Campaigns.Wrong.Unsafe", UpdateText.ReasonLength]),
            };
            if (ModelState[$"{Prefix}.{field}"] is not { Errors.Count: > 0 })
            {
                ModelState.AddModelError($"{Prefix}.{field}", words);
            }
        }

        if (outcome.Result == ActionSaving.NotFound)
        {
            ModelState.AddModelError($"{Prefix}.{nameof(form.OrganisationId)}", texts["Shared.Wrong.Value"]);
        }
        else if (outcome.Result == ActionSaving.ChangedMeanwhile)
        {
            ModelState.AddModelError("", texts["Actions.Wrong.ChangedMeanwhile"]);
            // What was written stays; saving it again replaces the version that it can be compared with now.
            ModelState.Remove($"{Prefix}.{nameof(form.Version)}");
            form.Version = written!.Version;
        }

        return await FormAsync(form, written, ct, plan.Cleaned().Risks());
    }

    private async Task<IActionResult> FormAsync(ActionForm form, WrittenAction? written, CancellationToken ct, IReadOnlyList<SafetyFinding>? risks = null)
    {
        var organisations = written is null ? await desk.OrganisationsAsync(Me, ct) : [];
        form.FormKey = form.FormKey == Guid.Empty ? Ids.New(clock) : form.FormKey;
        form.OrganisationId ??= organisations.Count == 1 ? organisations[0].Id : null;
        return View("Form", new ActionFormModel(form, written, organisations, await campaigns.ChoicesAsync(written?.Plan.CampaignId, ct))
        {
            Risks = risks ?? [],
        });
    }
}

/// <summary>One's own actions.</summary>
public sealed record OwnActionsModel(IReadOnlyList<OwnAction> Actions, PagerModel Pager);
