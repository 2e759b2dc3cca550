using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core;
using Portal.Core.Needs;
using Portal.Core.Resources;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Organise.Needs;

/// <summary>What an organisation is short of, for its organisers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class NeedsController(NeedDesk desk, NeedService service, BesidePoints points, PageShelf pages, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/organise/needs";

    private Guid Me => current.Value!.Id;

    /// <summary>The whole list.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await desk.ListAsync(Me, ct));

    /// <summary>One, with what was promised and what came.</summary>
    [HttpGet(List + "/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await desk.FindAsync(Me, id, ct) is { } page
        ? View(new NeedDeskModel(page, TimeWords.DayOf(clock.GetUtcNow(), TimeWords.Calais), () => Ids.New(clock)))
        : NotFound();

    /// <summary>An empty form.</summary>
    [HttpGet(List + "/new")]
    public Task<IActionResult> New(CancellationToken ct) => FormAsync(NeedForm.New(clock), need: null, [], ct);

    /// <summary>Adds one.</summary>
    [HttpPost(List + "/new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(NeedFormModel.Form))] NeedForm form, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        var plan = form.OrganisationId is { } organisation ? await points.LayAsync(form.ToPlan(), Me, organisation, ct) : form.ToPlan();
        var outcome = ModelState.IsValid ? await service.AddAsync(Me, form.FormKey, form.OrganisationId!.Value, plan, ct) : Faults(plan);
        switch (outcome.Result)
        {
            case NeedResult.Done:
                return await DoneAsync(outcome, "Needs.Desk.Added", ct);
            case NeedResult.NotFound:
                ModelState.AddModelError($"{nameof(NeedFormModel.Form)}.{nameof(NeedForm.OrganisationId)}", texts["Shared.Wrong.Value"]);
                return await FormAsync(form, need: null, [], ct);
            default:
                Say(outcome);
                return await FormAsync(form, need: null, plan.Cleaned().Risks(), ct);
        }
    }

    /// <summary>The form with one as it is written.</summary>
    [HttpGet(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await desk.FindAsync(Me, id, ct) is { Need: { } need } ? await FormAsync(NeedForm.Of(need), need, [], ct) : NotFound();

    /// <summary>Writes it anew.</summary>
    [HttpPost(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = nameof(NeedFormModel.Form))] NeedForm form, CancellationToken ct)
    {
        if (await desk.FindAsync(Me, id, ct) is not { Need: { } need })
        {
            return NotFound();
        }

        ModelState.Remove($"{nameof(NeedFormModel.Form)}.{nameof(NeedForm.OrganisationId)}");
        var plan = await points.LayOnNeedAsync(form.ToPlan(), Me, id, ct);
        var outcome = ModelState.IsValid ? await service.EditAsync(Me, id, plan, ct) : Faults(plan);
        switch (outcome.Result)
        {
            case NeedResult.Done:
                return await DoneAsync(outcome, "Needs.Desk.Edited", ct);
            case NeedResult.NotFound:
                return NotFound();
            default:
                Say(outcome);
                return await FormAsync(form, need, plan.Cleaned().Risks(), ct);
        }
    }

    /// <summary>Takes it off the list.</summary>
    [HttpPost(List + "/{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct) => await DoneAsync(await service.CloseAsync(Me, id, ct), "Needs.Desk.Closed", ct);

    /// <summary>Says that it is still needed.</summary>
    [HttpPost(List + "/{id:guid}/renew")]
    public async Task<IActionResult> Renew(Guid id, CancellationToken ct) => await DoneAsync(await service.RenewAsync(Me, id, ct), "Needs.Desk.Renewed", ct);

    private async Task<IActionResult> DoneAsync(NeedOutcome outcome, string done, CancellationToken ct)
    {
        if (outcome.Result != NeedResult.Done)
        {
            return NotFound();
        }

        await pages.ClearAsync([LiveTags.Needs, LiveTags.Home], ct);
        TempData.SayDone(outcome.Told > 0 ? $"{texts[done]} {texts.Count("Needs.Desk.Told", outcome.Told)}" : texts[done]);
        return Redirect(List);
    }

    private static NeedOutcome Faults(NeedPlan plan)
    {
        var clean = plan.Cleaned();
        return new(NeedResult.Refused) { TextFaults = clean.TextFaults(), Faults = [.. clean.Faults()] };
    }

    private void Say(NeedOutcome outcome)
    {
        TextFaults.AddTo(ModelState, nameof(NeedFormModel.Form), outcome.TextFaults, texts);
        foreach (var fault in outcome.Faults)
        {
            var field = $"{nameof(NeedFormModel.Form)}.{FieldOf(fault)}";
            if (ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid)
            {
                ModelState.AddModelError(field, texts[$"Needs.Wrong.{fault}"]);
            }
        }
    }

    private static string FieldOf(NeedFault fault) => fault switch
    {
        NeedFault.WantedOutOfRange => nameof(NeedForm.Wanted),
        NeedFault.UrgencyUnknown => nameof(NeedForm.Urgency),
        _ => nameof(NeedForm.WhySafe),
    };

    private async Task<IActionResult> FormAsync(NeedForm form, DeskNeed? need, IReadOnlyList<SafetyFinding> risks, CancellationToken ct)
    {
        var organisations = await desk.OrganisationsAsync(Me, ct);
        if (form.FormKey == Guid.Empty)
        {
            ModelState.Remove("Form.FormKey");
            form.FormKey = Ids.New(clock);
        }

        form.OrganisationId ??= organisations.Count == 1 ? organisations[0].Id : null;
        return View("Form", new NeedFormModel(form, need, organisations) { Risks = risks });
    }
}
