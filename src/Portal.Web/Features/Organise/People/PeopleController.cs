using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Organisations.People;
using Portal.Core.Qualifications;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.People;

/// <summary>The members of what one organises: what they are, what they hold, when they come. Nothing keeps its answers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PeopleController(MemberQueries queries, MemberRoles roles, MembershipEnding ending, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>All of them, by name.</summary>
    [HttpGet("/organise/people")]
    public async Task<IActionResult> Index(PeopleForm form, CancellationToken ct)
    {
        ModelState.Clear();
        return View(new PeopleModel(await queries.ListAsync(Me, form.ToSearch(), ct), form));
    }

    /// <summary>One of them.</summary>
    [HttpGet("/organise/people/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct) =>
        await queries.FindAsync(Me, id, ct) is { } member ? View(member) : NotFound();

    /// <summary>Gives a member another role.</summary>
    [HttpPost("/organise/people/{id:guid}/role")]
    public async Task<IActionResult> Role(Guid id, RoleForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var result = await roles.ChangeAsync(Me, id, form.Role!.Value, ct);
        if (result == ChangeRoleResult.NotFound)
        {
            return NotFound();
        }

        if (result == ChangeRoleResult.Changed)
        {
            TempData.SayDone(texts["Organise.People.RoleChanged"]);
        }
        else
        {
            TempData.SayRefused(texts["Organise.People.LastOrganiser"]);
        }

        return Redirect(form.IsOneself && result == ChangeRoleResult.Changed ? "/organisations" : $"/organise/people/{id}");
    }

    /// <summary>Sets the day on which a member's role ends, or clears it.</summary>
    [HttpPost("/organise/people/{id:guid}/role-end")]
    public async Task<IActionResult> RoleEnd(Guid id, RoleEndForm form, [FromServices] RoleEnds ends, CancellationToken ct)
    {
        var result = ModelState.IsValid ? await ends.SetAsync(Me, id, form.LastDay, ct) : RoleEndResult.WrongDay;
        switch (result)
        {
            case RoleEndResult.NotFound:
                return NotFound();
            case RoleEndResult.Set:
                TempData.SayDone(texts[form.LastDay is null ? "Organise.People.EndCleared" : "Organise.People.EndSet"]);
                break;
            default:
                TempData.SayRefused(texts[$"Organise.People.End{result}"]);
                break;
        }

        return Redirect($"/organise/people/{id}");
    }

    /// <summary>Signs a member out everywhere, who lost a phone.</summary>
    [HttpPost("/organise/people/{id:guid}/sign-out")]
    public async Task<IActionResult> LostPhone(Guid id, [FromServices] LostPhones phones, CancellationToken ct)
    {
        if (!await phones.SignOutAsync(Me, id, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Organise.People.LostDone"]);
        return Redirect($"/organise/people/{id}");
    }

    /// <summary>Asks that another organiser is let in who lost their second step.</summary>
    [HttpPost("/organise/people/{id:guid}/second-step")]
    [ProvenLately(Minutes = 15, Back = "/organise/people/{id}")]
    public async Task<IActionResult> SecondStep(Guid id, [FromServices] TwoPersonService requests, CancellationToken ct)
    {
        var result = await requests.AskRecoveryAsync(Me, id, ct);
        switch (result)
        {
            case AskTwoResult.NotFound:
                return NotFound();
            case AskTwoResult.Asked:
                TempData.SayWaiting(texts["Accounts.TwoPersons.Asked"]);
                break;
            default:
                TempData.SayRefused(texts[$"Accounts.TwoPersons.Recovery.{result}"]);
                break;
        }

        return Redirect($"/organise/people/{id}");
    }

    /// <summary>Asks whether a membership is to end, and shows what hangs on it.</summary>
    [HttpGet("/organise/people/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct) =>
        await queries.FindAsync(Me, id, ct) is { } member ? View(member) : NotFound();

    /// <summary>Ends it.</summary>
    [HttpPost("/organise/people/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, EndForm form, CancellationToken ct)
    {
        var result = ModelState.IsValid ? await ending.EndAsync(Me, id, new EndTerms(form.TakesBack, form.Seen), ct) : EndMembershipResult.NotChosen;
        switch (result)
        {
            case EndMembershipResult.NotFound:
                return NotFound();
            case EndMembershipResult.Ended:
                TempData.SayDone(texts["Organise.People.Ended"]);
                return Redirect(form.IsOneself ? "/organisations" : "/organise/people");
            default:
                TempData.SayRefused(texts[$"Organise.People.{result}"]);
                return Redirect($"/organise/people/{id}/end");
        }
    }
}
