using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings.Reminders;
using Portal.Core.Organisations.Rules;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Rules;

/// <summary>What an organisation asks of those who come: rules, conditions, what comes before, and the phone to ring.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class RulesController(RulesQueries queries, RulesService service, ReminderPlans reminders, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/organise/rules";

    /// <summary>The rules of one organisation: the one that is named, or else the first.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(string? organisation, CancellationToken ct)
    {
        ModelState.Clear();
        return await queries.FindAsync(current.Value!.Id, organisation, ct) is { } page ? View(await ModelOfAsync(page, RulesForm.Of(page.Plan), ct)) : NotFound();
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
            return View(await ModelOfAsync(page, form, ct));
        }

        TempData.SayDone(texts["Organise.Rules.Kept"]);
        return Redirect(page.Address);
    }

    /// <summary>Keeps when people are reminded.</summary>
    [HttpPost(Page + "/{slug}/reminders")]
    public async Task<IActionResult> Reminders(string slug, [Bind(Prefix = nameof(RulesModel.Reminders))] RemindersForm form, CancellationToken ct)
    {
        if (await queries.FindAsync(current.Value!.Id, slug, ct) is not { } page)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Index), new RulesModel(RulesForm.Of(page.Plan), page, form));
        }

        if (!await reminders.KeepAsync(current.Value!.Id, page.Organisation.Id, form.ToPlan(), ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Organise.Reminders.Kept"]);
        return Redirect($"{page.Address}#reminders");
    }

    private async Task<RulesModel> ModelOfAsync(RulesPage page, RulesForm form, CancellationToken ct) =>
        new(form, page, RemindersForm.Of(await reminders.FindAsync(page.Organisation.Id, ct)));
}
