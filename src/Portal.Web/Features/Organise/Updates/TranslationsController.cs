using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;
using Portal.Core.Updates.Translations;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>Where organisers say the same in the portal's other languages.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[Route("organise/updates/{id:guid}/translations")]
public sealed class TranslationsController(
    TranslationService service, BesidePoints points, TranslationQueries translations, UpdateQueries updates, UpdateFaults faults, CurrentViewer current, Phrasebook texts) : Controller
{
    private Viewer Me => current.Value!;

    /// <summary>The update beside its translation into a language; into the first that there is for an unknown one.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string? language, CancellationToken ct)
    {
        ModelState.Clear();
        if (await OwnAsync(id, ct) is not { } update)
        {
            return NotFound();
        }

        var chosen = OthersThan(update).Contains(language) ? language! : OthersThan(update).First();
        return View("Translations", new TranslationModel(update, TranslationForm.Of(update, chosen, await translations.FindAsync(id, chosen, ct))));
    }

    /// <summary>Saves it, or takes it away where that is asked for or nothing is left of it.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Save([FromRoute] Guid id, [Bind(Prefix = "Form")] TranslationForm form, bool remove, CancellationToken ct)
    {
        if (remove || form.IsBlank)
        {
            return (await service.RemoveAsync(Me.Id, id, form.Language ?? "", ct)).Result == UpdateResult.Done ? Done("TranslationRemoved") : NotFound();
        }

        var text = await points.LayOnUpdateAsync(form.Text(), Me.Id, id, ct);
        var outcome = ModelState.IsValid ? await service.SaveAsync(Me.Id, id, form.Version, text, ct) : UpdateOutcome.Refused([.. text.Cleaned().Faults()]);
        return outcome.Result switch
        {
            UpdateResult.Done => Done("Translated"),
            UpdateResult.NotFound => NotFound(),
            _ => await RefusedAsync(id, form, text.Cleaned().Risks(), outcome, ct),
        };
    }

    private async Task<IActionResult> RefusedAsync(Guid id, TranslationForm form, IReadOnlyList<SafetyFinding> risks, UpdateOutcome outcome, CancellationToken ct)
    {
        if (await OwnAsync(id, ct) is not { } update)
        {
            return NotFound();
        }

        faults.Tell(ModelState, outcome, risks);
        if (outcome.Result == UpdateResult.ChangedMeanwhile)
        {
            // What was written stays, beside the update as it is now: saving it again is a choice then.
            ModelState.Remove("Form.Version");
            form.Version = update.Version;
        }

        return View("Translations", new TranslationModel(update, form) { Risks = risks });
    }

    private async Task<OwnUpdate?> OwnAsync(Guid id, CancellationToken ct) => await updates.OwnAsync(id, Me.OrganiserOf, ct) is { WithdrawnAt: null } update ? update : null;

    private RedirectResult Done(string what)
    {
        TempData.SayDone(texts[$"Updates.Done.{what}"]);
        return Redirect("/organise/updates");
    }

    private static IEnumerable<string> OthersThan(OwnUpdate update) => Languages.All.Keys.Where(language => language != update.Language);
}
