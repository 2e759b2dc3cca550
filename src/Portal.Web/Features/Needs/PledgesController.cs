using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Needs;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Needs;

/// <summary>What the reader promises, and has promised.</summary>
[Authorize(Policies.SignedIn)]
public sealed class PledgesController(PledgeService service, PledgeQueries queries, PageShelf pages, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string Mine = "/my/pledges";

    private Guid Me => current.Value!.Id;

    private DateOnly Today => TimeWords.DayOf(clock.GetUtcNow(), TimeWords.Calais);

    /// <summary>Promises some of a need.</summary>
    [HttpPost("/needs/{id:guid}")]
    public async Task<IActionResult> Pledge(Guid id, [Bind(Prefix = nameof(NeedModel.Form))] PledgeForm form, [FromServices] NeedQueries needs, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        var outcome = ModelState.IsValid ? await service.PledgeAsync(Me, id, form.FormKey, form.ToPlan(), ct)
            : new PledgeOutcome(PledgeResult.Refused) { Faults = [.. form.ToPlan().Cleaned().Faults(Today)] };
        if (outcome.Result == PledgeResult.Done && await queries.FindAsync(Me, outcome.PledgeId!.Value, ct) is { } pledge)
        {
            await pages.ClearAsync([LiveTags.Needs, LiveTags.Home], ct);
            TempData.SayDone(texts["Needs.Pledge.Done", NeedAmounts.Of(pledge.Amount, pledge.Unit), TimeWords.DayInside(pledge.By)], (texts["Needs.Mine.Title"], Mine));
            return Redirect($"/needs/{id}");
        }

        if (outcome.Result == PledgeResult.NotFound || await needs.FindAsync(id, ct) is not { } need)
        {
            return await needs.WasThereAsync(id, ct) ? Redirect($"/needs/{id}") : NotFound();
        }

        Say(outcome, NeedAmounts.Of(outcome.Missing, need.Unit));
        Offer(outcome, form);
        return View("Details", new NeedModel(need, form, await queries.OpenAsync(Me, id, ct), Today));
    }

    /// <summary>All that one has promised.</summary>
    [HttpGet(Mine)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Mine", (await queries.MineAsync(Me, ct), Today));

    /// <summary>The form with one as it stands.</summary>
    [HttpGet(Mine + "/{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await queries.FindAsync(Me, id, ct) is not { } pledge ? NotFound()
        : pledge.State == PledgeState.Open ? View(new OwnPledgeModel(pledge, PledgeForm.Of(pledge), Today))
        : Redirect(Mine);

    /// <summary>Promises something else.</summary>
    [HttpPost(Mine + "/{id:guid}")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = nameof(OwnPledgeModel.Form))] PledgeForm form, CancellationToken ct)
    {
        if (await queries.FindAsync(Me, id, ct) is not { } pledge)
        {
            return NotFound();
        }

        var outcome = ModelState.IsValid ? await service.ChangeAsync(Me, id, form.ToPlan(), ct)
            : new PledgeOutcome(PledgeResult.Refused) { Faults = [.. form.ToPlan().Cleaned().Faults(Today)] };
        if (outcome.Result == PledgeResult.Refused && pledge.State == PledgeState.Open)
        {
            Say(outcome, NeedAmounts.Of(outcome.Faults.Contains(PledgeFault.LessThanArrived) ? pledge.Arrived : outcome.Missing, pledge.Unit));
            Offer(outcome, form);
            return View(new OwnPledgeModel(pledge, form, Today));
        }

        return await SaidAsync(outcome, "Needs.Mine.Kept", ct);
    }

    /// <summary>Takes one back.</summary>
    [HttpPost(Mine + "/{id:guid}/take-back")]
    public async Task<IActionResult> TakeBack(Guid id, CancellationToken ct) => await SaidAsync(await service.TakeBackAsync(Me, id, ct), "Needs.Mine.TakenBack", ct);

    private async Task<IActionResult> SaidAsync(PledgeOutcome outcome, string done, CancellationToken ct)
    {
        switch (outcome.Result)
        {
            case PledgeResult.NotFound:
                return NotFound();
            case PledgeResult.Done:
                await pages.ClearAsync([LiveTags.Needs, LiveTags.Home], ct);
                TempData.SayDone(texts[done]);
                break;
            default:
                TempData.SayRefused(texts["Needs.Pledge.Wrong.Over"]);
                break;
        }

        return Redirect(Mine);
    }

    private void Say(PledgeOutcome outcome, string amount)
    {
        foreach (var fault in outcome.Faults)
        {
            var field = FieldOf(fault);
            if (field.Length == 0 || ModelState.GetFieldValidationState(field) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
            {
                ModelState.AddModelError(field, texts[$"Needs.Pledge.Wrong.{fault}", fault switch { PledgeFault.WordUnusable => Core.Needs.Pledge.WordLength, PledgeFault.TooMany => Core.Needs.Pledge.MostOpen, _ => amount }]);
            }
        }
    }

    // The form offers what is still missing.
    private void Offer(PledgeOutcome outcome, PledgeForm form)
    {
        if (form.FormKey == Guid.Empty)
        {
            form.FormKey = PledgeForm.New(clock).FormKey;
            ModelState.SetModelValue("Form.FormKey", form.FormKey, $"{form.FormKey}");
        }

        if (outcome.Faults.Contains(PledgeFault.MoreThanMissing))
        {
            form.Amount = outcome.Missing;
            ModelState.SetModelValue("Form.Amount", outcome.Missing, outcome.Missing.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string FieldOf(PledgeFault fault) => fault switch
    {
        PledgeFault.AmountOutOfRange or PledgeFault.MoreThanMissing or PledgeFault.NothingMissing or PledgeFault.LessThanArrived or PledgeFault.NotAsked => "Form.Amount",
        PledgeFault.DayMissing or PledgeFault.DayPast or PledgeFault.DayTooFar => "Form.By",
        PledgeFault.WordUnusable => "Form.Word",
        _ => "",
    };
}
