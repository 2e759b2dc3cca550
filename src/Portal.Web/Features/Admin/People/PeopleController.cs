using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Admin.People;

/// <summary>Administrators find one person by the exact address, suspend the account or lift it. Each look is on record; nothing keeps its answers.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PeopleController(PersonFinder finder, SuspensionService suspensions, LiveConnections connections, CurrentViewer current, TimeProvider clock, Phrasebook texts) : Controller
{
    private const string Page = "/admin/people";
    private const int Minutes = 15;

    private Guid Me => current.Value!.Id;

    /// <summary>Asks for an address.</summary>
    [HttpGet(Page)]
    [ProvenLately(Minutes = Minutes)]
    public IActionResult Index() => View(new FindModel(new FindForm()));

    /// <summary>Finds who has it.</summary>
    [HttpPost(Page)]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Find([Bind(Prefix = nameof(FindModel.Form))] FindForm form, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            if (await finder.FindAsync(Me, form.Email, ct) is { } id)
            {
                return Redirect($"{Page}/{id}");
            }

            ModelState.AddModelError($"{nameof(FindModel.Form)}.{nameof(FindForm.Email)}", texts["Accounts.Suspension.Unknown"]);
        }

        return View("Index", new FindModel(form));
    }

    /// <summary>Shows somebody.</summary>
    [HttpGet(Page + "/{id:guid}")]
    [ProvenLately(Minutes = Minutes)]
    public Task<IActionResult> Person(Guid id, CancellationToken ct) => ShownAsync(id, new SuspendForm(), ct);

    /// <summary>Suspends the account.</summary>
    [HttpPost(Page + "/{id:guid}/suspend")]
    [ProvenLately(Minutes = Minutes, Back = Page + "/{id}")]
    public async Task<IActionResult> Suspend(Guid id, [Bind(Prefix = nameof(PersonModel.Form))] SuspendForm form, CancellationToken ct)
    {
        // Whether the reason is one is decided where it is written down.
        ModelState.Clear();
        var outcome = await suspensions.SuspendAsync(Me, id, form.Reason, ct);
        switch (outcome.Result)
        {
            case SuspendResult.NotFound:
                return NotFound();
            case SuspendResult.NoReason:
                ModelState.AddModelError($"{nameof(PersonModel.Form)}.{nameof(SuspendForm.Reason)}", texts["Accounts.Suspension.NoReason", AccountSuspension.ShortestReason, AccountSuspension.LongestReason]);
                return await ShownAsync(id, form, ct);
            case SuspendResult.Suspended:
                connections.Close(reader => reader.Id == id);
                TempData.SayDone(outcome.NobodyLeftAt.Count == 0
                    ? texts["Accounts.Suspension.Done"]
                    : texts["Accounts.Suspension.DoneNobodyLeft", string.Join(", ", outcome.NobodyLeftAt)]);
                break;
            default:
                TempData.SayRefused(texts[$"Accounts.Suspension.{outcome.Result}"]);
                break;
        }

        return Redirect($"{Page}/{id}");
    }

    /// <summary>Lifts the suspension.</summary>
    [HttpPost(Page + "/{id:guid}/lift")]
    [ProvenLately(Minutes = Minutes, Back = Page + "/{id}")]
    public async Task<IActionResult> Lift(Guid id, CancellationToken ct)
    {
        if (await suspensions.LiftAsync(Me, id, ct))
        {
            TempData.SayDone(texts["Accounts.Suspension.LiftDone"]);
        }
        else
        {
            TempData.SayRefused(texts["Accounts.Suspension.NotSuspended"]);
        }

        return Redirect($"{Page}/{id}");
    }

    private async Task<IActionResult> ShownAsync(Guid id, SuspendForm form, CancellationToken ct) =>
        await finder.ReadAsync(Me, id, ct) is { } person ? View("Person", new PersonModel(person, form, id == Me, clock.GetUtcNow())) : NotFound();
}
