using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Roles;

/// <summary>Who administers the coalition and who reads its record; what waits for a second administrator.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RolesController(CoalitionRoles roles, TwoPersonService requests, CurrentViewer current, IOptions<PortalOptions> portal, TimeProvider clock, Phrasebook texts) : Controller
{
    private const string Page = "/admin/roles";
    private const int Minutes = 15;

    private Guid Me => current.Value!.Id;

    /// <summary>The page.</summary>
    [HttpGet(Page)]
    public Task<IActionResult> Index(CancellationToken ct) => ShownAsync(new RoleForm(), ct);

    /// <summary>Asks that somebody gets a role.</summary>
    [HttpPost(Page)]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Ask([Bind(Prefix = nameof(RolesModel.Form))] RoleForm form, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(portal.Value.TimeZone);
            var endsAt = form.LastDay is { Year: < 9000 } day ? WallTime.ToInstant(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).At : (DateTimeOffset?)null;
            var result = await requests.AskRoleAsync(Me, form.Email, form.Kind!.Value, endsAt, ct);
            if (result == AskTwoResult.Asked)
            {
                TempData.SayWaiting(texts["Accounts.TwoPersons.Asked"]);
                return Redirect(Page);
            }

            ModelState.AddModelError(result == AskTwoResult.EndsTooSoon ? "Form.LastDay" : "Form.Email", texts[$"Accounts.TwoPersons.{result}"]);
        }

        return await ShownAsync(form, ct);
    }

    /// <summary>Agrees to what another asked for, or does not.</summary>
    [HttpPost("/admin/roles/requests/{id:guid}")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Decide(Guid id, bool grant, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        if (await requests.DecideAsync(Me, id, grant, ct))
        {
            TempData.SayDone(texts[grant ? "Accounts.TwoPersons.Granted" : "Accounts.TwoPersons.Refused"]);
        }
        else
        {
            TempData.SayRefused(texts["Accounts.TwoPersons.Over"]);
        }

        return Redirect(Page);
    }

    /// <summary>Asks that another holder of a role is let in who lost their second step.</summary>
    [HttpPost("/admin/roles/{id:guid}/recovery")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Recover(Guid id, CancellationToken ct)
    {
        var result = await requests.AskRecoveryOfHolderAsync(Me, id, ct);
        if (result == AskTwoResult.Asked)
        {
            TempData.SayWaiting(texts["Accounts.TwoPersons.Asked"]);
        }
        else
        {
            TempData.SayRefused(texts[$"Accounts.TwoPersons.Recovery.{result}"]);
        }

        return Redirect(Page);
    }

    /// <summary>Ends a role.</summary>
    [HttpPost("/admin/roles/{id:guid}/end")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> End(Guid id, CoalitionRoleKind kind, CancellationToken ct)
    {
        switch (ModelState.IsValid && Enum.IsDefined(kind) ? await roles.EndAsync(Me, id, kind, ct) : EndRoleResult.NotFound)
        {
            case EndRoleResult.NotFound:
                return NotFound();
            case EndRoleResult.LastAdministrator:
                TempData.SayRefused(texts["Accounts.TwoPersons.LastAdministrator"]);
                return Redirect(Page);
            default:
                TempData.SayDone(texts["Accounts.TwoPersons.Ended"]);
                return Redirect(id == Me ? "/account/profile" : Page);
        }
    }

    private async Task<IActionResult> ShownAsync(RoleForm form, CancellationToken ct) =>
        await roles.ReadAsync(Me, ct) is { } page ? View("Index", new RolesModel(form, page, Me, clock.GetUtcNow())) : NotFound();
}
