using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Bookings.Parties;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Plans shifts: the list, a new one, opening it.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ShiftsController(ShiftPlanService plans, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Drafts, published and cancelled shifts of the reader's organisations.</summary>
    [HttpGet("/organise/shifts")]
    public async Task<IActionResult> Index(PlanListForm form, [FromServices] ShiftListQueries queries, CancellationToken ct)
    {
        ModelState.Clear();
        return View(await queries.ReadAsync(current.Value!.OrganiserOf, form, clock.GetUtcNow(), ct));
    }

    /// <summary>The form of a new shift.</summary>
    [HttpGet("/organise/shifts/new")]
    public async Task<IActionResult> New([FromServices] ShiftPlanQueries queries, CancellationToken ct) =>
        await FormAsync(new ShiftForm { DescriptionLanguage = ReaderPage.Language }, queries, ct);

    /// <summary>Makes a draft and, where asked to, publishes it.</summary>
    [HttpPost("/organise/shifts/new")]
    public async Task<IActionResult> New([Bind(Prefix = nameof(NewShiftModel.Form))] ShiftForm form, bool publish, [FromServices] ShiftPlanQueries queries, [FromServices] PlanFaults faults, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        var outcome = ModelState.IsValid ? await plans.CreateAsync(Me, form.ToPlan(), form.FormKey, ct) : new CreateShiftOutcome(null, await plans.FaultsAsync(Me, form.ToPlan(), ct));
        if (outcome.ShiftId is not { } id)
        {
            faults.AddTo(ModelState, form, outcome.Faults);
            return await FormAsync(form, queries, ct);
        }

        Tell(outcome);
        return publish ? await Publish(id, ct) : Saved(id);
    }

    /// <summary>One shift with its numbers and what can be done with it.</summary>
    [HttpGet("/organise/shifts/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, [FromServices] ShiftQueries queries, [FromServices] PartyQueries parties, [FromServices] PauseQueries pauses, CancellationToken ct)
    {
        if (await queries.DetailsAsync(id, Me, ct) is not { Organises: true } shift)
        {
            return NotFound();
        }

        ViewData["Pauses"] = await pauses.StandingAsync([shift.Organisation.Id], id, ct);
        ViewData["Groups"] = await parties.HeldOnAsync(id, ct);
        return View(shift);
    }

    /// <summary>Opens a draft to those who may see it.</summary>
    [HttpPost("/organise/shifts/{id:guid}/publish")]
    public async Task<IActionResult> Publish(Guid id, CancellationToken ct)
    {
        var outcome = await plans.PublishAsync(Me, id, ct);
        if (outcome == PublishOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == PublishOutcome.Published)
        {
            TempData.SayDone(texts["Organise.Published"]);
        }
        else
        {
            TempData.SayRefused(texts[outcome == PublishOutcome.SiteClosed ? "Organise.SiteClosed" : "Organise.NotPublished"]);
        }

        return Redirect($"/organise/shifts/{id}");
    }

    private async Task<IActionResult> FormAsync(ShiftForm form, ShiftPlanQueries queries, CancellationToken ct)
    {
        // Nothing was kept under the key of a refused form, so that it may have another.
        ModelState.Remove("Form.FormKey");
        form.FormKey = Ids.New(clock);
        form.OfferRows();
        return View("New", new NewShiftModel(form, await queries.ChoicesAsync(Me, ct), texts));
    }

    private void Tell(CreateShiftOutcome outcome)
    {
        if (outcome.ClockMoved)
        {
            TempData.SayWaiting(texts["Organise.ClockMoved"]);
        }
    }

    private RedirectResult Saved(Guid id)
    {
        TempData.SayDone(texts["Organise.DraftSaved"]);
        return Redirect($"/organise/shifts/{id}");
    }
}
