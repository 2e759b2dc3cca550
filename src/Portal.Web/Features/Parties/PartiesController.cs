using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Bookings.Parties;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Shifts;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Parties;

/// <summary>Coming as a group: its leader holds places, shares the link, and sees who comes along.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PartiesController(PartyHolding holding, PartyLeading leading, PartyQueries queries, ShiftReader reader, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The form of a group, from the page of a shift.</summary>
    [HttpGet("/shifts/{id:guid}/party")]
    public async Task<IActionResult> New(Guid id, [FromServices] TimeProvider clock, CancellationToken ct) =>
        await FormAsync(id, new PartyForm { FormKey = Ids.New(clock) }, ct);

    /// <summary>Holds all the places, or says why not; then nothing is held and nothing of the form lost.</summary>
    [HttpPost("/shifts/{id:guid}/party")]
    public async Task<IActionResult> New(Guid id, [Bind(Prefix = nameof(PartyFormModel.Form))] PartyForm form, [FromServices] PartyFaults faults, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        if (!ModelState.IsValid)
        {
            return await FormAsync(id, form, ct);
        }

        var outcome = await holding.HoldAsync(Me, new(form.Name, form.Wishes, form.FormKey), ct);
        if (outcome.PartyId is { } party)
        {
            TempData.SayDone(texts["Parties.Held"]);
            return Redirect($"/parties/{party}");
        }

        if (outcome.Faults.Count == 0 || await OfferAsync(id, ct) is not { } offer)
        {
            return NotFound();
        }

        faults.AddTo(ModelState, offer, outcome.Faults);
        return View("New", Filled(form, offer));
    }

    /// <summary>A group that the reader leads.</summary>
    [HttpGet("/parties/{id:guid}")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct) => await queries.FindAsync(Me, id, ct) is { } party ? View(party) : NotFound();

    /// <summary>Holds more places.</summary>
    [HttpPost("/parties/{id:guid}/places")]
    public async Task<IActionResult> Add(Guid id, PartyPlacesForm form, [FromServices] PartyFaults faults, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        var outcome = await holding.AddAsync(Me, id, ModelState.IsValid ? [new(form.PositionId, form.Places)] : [], form.FormKey, ct);
        if (outcome.PartyId is null && outcome.Faults.Count == 0)
        {
            return NotFound();
        }

        if (outcome.Faults.Count > 0 && await queries.FindAsync(Me, id, ct) is { } party)
        {
            TempData.SayRefused(string.Join(' ', outcome.Faults.Select(f => faults.Sentence(f, party.Organisation.Name, null, clock.GetUtcNow()))));
        }
        else
        {
            TempData.SayDone(texts["Parties.Held"]);
        }

        return Redirect($"/parties/{id}");
    }

    /// <summary>Other shifts that the group can come to as well.</summary>
    [HttpGet("/parties/{id:guid}/shifts")]
    public async Task<IActionResult> More(Guid id, [FromServices] TimeProvider clock, CancellationToken ct) =>
        await MoreAsync(id, ct) is { } more ? View(new MoreShiftsModel(id, more.Name, Filled(new PartyForm { FormKey = Ids.New(clock) }, more.Offer))) : NotFound();

    /// <summary>Holds all the places on them, or says why not.</summary>
    [HttpPost("/parties/{id:guid}/shifts")]
    public async Task<IActionResult> More(Guid id, [Bind(Prefix = nameof(PartyFormModel.Form))] PartyForm form, [FromServices] PartyFaults faults, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        var outcome = ModelState.IsValid ? await holding.AddAsync(Me, id, form.Wishes, form.FormKey, ct) : null;
        if (outcome?.PartyId is { } party)
        {
            TempData.SayDone(texts["Parties.Held"]);
            return Redirect($"/parties/{party}");
        }

        if (outcome is { Faults.Count: 0 } || await MoreAsync(id, ct) is not { } more)
        {
            return NotFound();
        }

        faults.AddTo(ModelState, more.Offer, outcome?.Faults ?? []);
        return View(new MoreShiftsModel(id, more.Name, Filled(form, more.Offer)));
    }

    /// <summary>Gives back places that nobody claimed.</summary>
    [HttpPost("/parties/{id:guid}/give-back")]
    public async Task<IActionResult> GiveBack(Guid id, PartyPlacesForm form, CancellationToken ct) =>
        Answer(id, await leading.GiveBackAsync(Me, id, form.PositionId, ModelState.IsValid ? form.Places : 0, ct));

    /// <summary>Dissolves the group.</summary>
    [HttpPost("/parties/{id:guid}/dissolve")]
    public async Task<IActionResult> Dissolve(Guid id, CancellationToken ct) => Answer(id, await leading.DissolveAsync(Me, id, ct));

    /// <summary>Makes another link.</summary>
    [HttpPost("/parties/{id:guid}/link")]
    public async Task<IActionResult> Renew(Guid id, CancellationToken ct)
    {
        if (!await leading.RenewLinkAsync(Me, id, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Parties.Link.Renewed"]);
        return Redirect($"/parties/{id}");
    }

    private IActionResult Answer(Guid id, int? freed)
    {
        if (freed is not { } places)
        {
            return NotFound();
        }

        TempData.SayDone(texts.Count("Parties.GivenBack", places));
        return Redirect($"/parties/{id}");
    }

    private async Task<IActionResult> FormAsync(Guid id, PartyForm form, CancellationToken ct) => await OfferAsync(id, ct) is { } offer ? View("New", Filled(form, offer)) : NotFound();

    private async Task<PartyOffer?> OfferAsync(Guid id, CancellationToken ct) => await queries.OfferAsync(id, (await reader.PersonAsync(ct))!, ct);

    private async Task<(string Name, PartyOffer Offer)?> MoreAsync(Guid id, CancellationToken ct) => await queries.MoreAsync(id, (await reader.PersonAsync(ct))!, ct);

    private static PartyFormModel Filled(PartyForm form, PartyOffer offer)
    {
        foreach (var position in offer.Shifts.SelectMany(s => s.Positions))
        {
            form.Places.TryAdd(position.Id, null);
        }

        return new(form, offer);
    }
}
