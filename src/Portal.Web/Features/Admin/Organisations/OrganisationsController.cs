using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Founding;
using Portal.Core.Resources;
using Portal.Core.Updates.Campaigns;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Organisations;

/// <summary>Where administrators take organisations into the coalition and write what is said of them.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OrganisationsController(FoundingQueries queries, OrganisationFounding founding, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/admin/organisations";
    private const string Prefix = nameof(OrganisationFormModel.Form);
    private const int Minutes = 15;

    private Guid Me => current.Value!.Id;

    /// <summary>All of them.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ListAsync(ct));

    /// <summary>An empty form.</summary>
    [HttpGet(List + "/new")]
    public IActionResult New() => View("Form", new OrganisationFormModel(OrganisationForm.New(clock), Written: null));

    /// <summary>Takes one in.</summary>
    [HttpPost(List + "/new")]
    [ProvenLately(Minutes = Minutes, Back = List + "/new")]
    public async Task<IActionResult> New([Bind(Prefix = Prefix)] OrganisationForm form, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
            return Refused(form, written: null);
        }

        // What does not bind is said with all the rest by the service.
        ModelState.Clear();
        var outcome = await founding.CreateAsync(Me, form.Slug, form.ToPlan(), form.FormKey, ct);
        if (outcome is { Result: FoundingResult.Done, Id: { } id })
        {
            TempData.SayDone(texts["Founding.Created"]);
            return Redirect($"{List}/{id}");
        }

        Tell(outcome);
        return Refused(form, written: null);
    }

    /// <summary>The form with one as it is written.</summary>
    [HttpGet(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await queries.FindAsync(id, ct) is { } written ? View("Form", new OrganisationFormModel(OrganisationForm.Of(written.Plan), written)) : NotFound();

    /// <summary>Writes it anew.</summary>
    [HttpPost(List + "/{id:guid}/edit")]
    [ProvenLately(Minutes = Minutes, Back = List + "/{id}/edit")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = Prefix)] OrganisationForm form, CancellationToken ct)
    {
        ModelState.Clear();
        var outcome = await founding.ChangeAsync(Me, id, form.ToPlan(), ct);
        if (outcome.Result == FoundingResult.Done)
        {
            TempData.SayDone(texts["Founding.Saved"]);
            return Redirect($"{List}/{id}");
        }

        if (outcome.Result == FoundingResult.NotFound || await queries.FindAsync(id, ct) is not { } written)
        {
            return NotFound();
        }

        Tell(outcome);
        return Refused(form, written);
    }

    /// <summary>Member and partner, to choose from.</summary>
    internal static IEnumerable<SelectListItem> Standings(Phrasebook texts) =>
        Enum.GetValues<Standing>().Select(standing => new SelectListItem(texts[$"Organisations.Standing.{standing}"], $"{standing}"));

    private void Tell(OrganisationOutcome outcome)
    {
        if (outcome.Result == FoundingResult.NotFound)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        foreach (var fault in outcome.Faults)
        {
            var field = fault switch
            {
                OrganisationFault.StandingMissing => nameof(OrganisationForm.Standing),
                OrganisationFault.WrongEmail => nameof(OrganisationForm.PublicEmail),
                OrganisationFault.WrongWebsite => nameof(OrganisationForm.Website),
                _ => nameof(OrganisationForm.Name),
            };
            ModelState.AddModelError($"{Prefix}.{field}", texts[$"Founding.Wrong.{fault}", Organisation.NameLength]);
        }

        if (outcome.Slug is { } slug)
        {
            ModelState.AddModelError($"{Prefix}.{nameof(OrganisationForm.Slug)}", texts[slug == SlugFault.Taken ? "Founding.Wrong.SlugTaken" : $"Campaigns.Wrong.Slug{slug}", OrganisationPlan.SlugLength]);
        }

        TextFaults.AddTo(ModelState, Prefix, outcome.Texts, texts);
    }

    private ViewResult Refused(OrganisationForm form, OrganisationDesk? written)
    {
        // Nothing was kept under the key of a refused form, so that it may have another.
        ModelState.Remove($"{Prefix}.{nameof(form.FormKey)}");
        form.FormKey = Ids.New(clock);
        return View("Form", new OrganisationFormModel(form, written));
    }
}
