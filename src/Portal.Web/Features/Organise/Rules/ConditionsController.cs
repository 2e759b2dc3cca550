using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Rules;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Rules;

/// <summary>What one affirms before joining.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ConditionsController(JoinConditions conditions, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Adds one.</summary>
    [HttpPost("/organise/rules/{slug}/conditions")]
    public async Task<IActionResult> Add(string slug, Guid formKey, string? english, string? french, CancellationToken ct) =>
        ModelState.IsValid && formKey != Guid.Empty ? Say(await conditions.AddAsync(Me, formKey, slug, TextFaults.Of(english, french), ct), slug, "Organise.Conditions.Added") : BadRequest();

    /// <summary>Words it otherwise.</summary>
    [HttpPost("/organise/rules/{slug}/conditions/{id:guid}")]
    public async Task<IActionResult> Reword(string slug, Guid id, string? english, string? french, CancellationToken ct) =>
        Say(await conditions.RewordAsync(Me, id, TextFaults.Of(english, french), ct), slug, "Organise.Conditions.Reworded");

    /// <summary>Asks it no more.</summary>
    [HttpPost("/organise/rules/{slug}/conditions/{id:guid}/retire")]
    public async Task<IActionResult> Retire(string slug, Guid id, CancellationToken ct) =>
        Say(await conditions.RetireAsync(Me, id, ct), slug, "Organise.Conditions.Retired");

    private IActionResult Say(ConditionOutcome outcome, string slug, string done)
    {
        if (!outcome.Found)
        {
            return NotFound();
        }

        if (outcome.Faults.Count > 0)
        {
            TempData.SayRefused(texts[$"Organise.Text.{outcome.Faults[0].Kind}"]);
        }
        else
        {
            TempData.SayDone(texts[done]);
        }

        return Redirect($"/organise/rules?organisation={Uri.EscapeDataString(slug)}#conditions");
    }
}
