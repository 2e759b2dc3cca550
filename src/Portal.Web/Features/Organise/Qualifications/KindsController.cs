using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Organisations.Activities;
using Portal.Core.Qualifications;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Qualifications;

/// <summary>The kinds of qualification that positions can ask for: an organisation's own, and those that count with all, which administrators write.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class KindsController(QualificationQueries queries, ActivityQueries activities, KindService service, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string Page = "/organise/qualifications";

    private Viewer Me => current.Value!;

    /// <summary>All that count with what one organises, and a form for another.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken ct) => await PageAsync(new KindForm { FormKey = Ids.New(clock) }, ct);

    /// <summary>Adds one.</summary>
    [HttpPost(Page)]
    public async Task<IActionResult> Add([Bind(Prefix = nameof(KindsModel.Form))] KindForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid || form.FormKey == Guid.Empty)
        {
            return await PageAsync(form, ct);
        }

        var outcome = await service.AddAsync(Me.Id, form.FormKey, form.Of, TextFaults.Of(form.NameEnglish, form.NameFrench), ct);
        return outcome.Faults.Count > 0 ? await RefusedAsync(outcome, form, ct) : outcome.Found ? Done("Organise.Kinds.Added") : NotFound();
    }

    /// <summary>Calls one otherwise.</summary>
    [HttpPost(Page + "/{id:guid}")]
    public async Task<IActionResult> Rename(Guid id, string? english, string? french, CancellationToken ct)
    {
        var outcome = await service.RenameAsync(Me.Id, id, TextFaults.Of(english, french), ct);
        if (outcome.Faults.Count > 0)
        {
            TempData.SayRefused(texts[$"Organise.Text.{outcome.Faults[0].Kind}"]);
            return Redirect(Page);
        }

        return outcome.Found ? Done("Organise.Kinds.Renamed") : NotFound();
    }

    /// <summary>Grants it no more, or does again.</summary>
    [HttpPost(Page + "/{id:guid}/retire")]
    public async Task<IActionResult> Retire(Guid id, bool retired, CancellationToken ct)
    {
        var outcome = await service.RetireAsync(Me.Id, id, retired, ct);
        if (outcome.Faults.Count > 0)
        {
            TempData.SayRefused(texts["Organise.Text.Taken"]);
            return Redirect(Page);
        }

        return outcome.Found ? Done(retired ? "Organise.Kinds.Retired" : "Organise.Kinds.BroughtBack") : NotFound();
    }

    private RedirectResult Done(string text)
    {
        TempData.SayDone(texts[text]);
        return Redirect(Page);
    }

    private async Task<IActionResult> RefusedAsync(KindOutcome outcome, KindForm form, CancellationToken ct)
    {
        TextFaults.AddTo(ModelState, nameof(KindsModel.Form), outcome.Faults, texts);
        return await PageAsync(form, ct);
    }

    private async Task<IActionResult> PageAsync(KindForm form, CancellationToken ct)
    {
        var kinds = await queries.KindsAsync(Me.OrganiserOf, ct);
        var organisations = (await activities.ChoicesAsync(Me.Id, ct)).Organisations;
        return View("Index", new KindsModel(form, kinds, organisations, Me.IsAdministrator));
    }
}
