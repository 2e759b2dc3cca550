using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Rules;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Rules;

/// <summary>What an organisation asks of those who come: rules, conditions, what comes before, and the phone to ring.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class RulesController(RulesQueries queries, RulesService service, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/organise/rules";

    /// <summary>The rules of one organisation: the one that is named, or else the first.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(string? organisation, CancellationToken ct)
    {
        ModelState.Clear();
        return await queries.FindAsync(current.Value!.Id, organisation, ct) is { } page ? View(new RulesModel(RulesForm.Of(page.Plan), page)) : NotFound();
    }

    /// <summary>Keeps them.</summary>
    [HttpPost(Page + "/{slug}")]
    public async Task<IActionResult> Index(string slug, [Bind(Prefix = nameof(RulesModel.Form))] RulesForm form, CancellationToken ct)
    {
        if (await queries.FindAsync(current.Value!.Id, slug, ct) is not { } page)
        {
            return NotFound();
        }

        if (ModelState.IsValid)
        {
            var outcome = await service.KeepAsync(current.Value!.Id, page.Organisation.Id, form.ToPlan(), ct);
            if (!outcome.Found)
            {
                return NotFound();
            }

            TextFaults.AddTo(ModelState, nameof(RulesModel.Form), outcome.Faults, texts);
            if (outcome.WrongPhone)
            {
                ModelState.AddModelError($"{nameof(RulesModel.Form)}.{nameof(RulesForm.DutyPhone)}", texts["Organise.Fault.WrongPhone"]);
            }
        }

        if (!ModelState.IsValid)
        {
            return View(new RulesModel(form, page));
        }

        TempData.SayDone(texts["Organise.Rules.Kept"]);
        return Redirect(page.Address);
    }
}
