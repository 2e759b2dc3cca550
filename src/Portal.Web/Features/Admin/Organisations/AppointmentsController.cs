using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Organisations.Founding;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Organisations;

/// <summary>Where administrators see who organises for an organisation, and invite somebody to. Whether anybody has an address is not told.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AppointmentsController(FoundingQueries queries, AppointmentService appointments, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/admin/organisations/{id:guid}";
    private const string Back = "/admin/organisations/{id}";
    private const int Minutes = 15;

    private Guid Me => current.Value!.Id;

    /// <summary>One organisation.</summary>
    [HttpGet(Page)]
    public Task<IActionResult> Index(Guid id, CancellationToken ct) => ShownAsync(id, new InviteForm(), ct);

    /// <summary>Invites somebody to organise for it.</summary>
    [HttpPost(Page + "/invitations")]
    [ProvenLately(Minutes = Minutes, Back = Back)]
    public async Task<IActionResult> Invite(Guid id, [Bind(Prefix = nameof(OrganisationDeskModel.Form))] InviteForm form, CancellationToken ct)
    {
        var result = ModelState.IsValid ? await appointments.InviteAsync(Me, id, form.Email, ct) : InviteResult.NoAddress;
        switch (result)
        {
            case InviteResult.NotFound:
                return NotFound();
            case InviteResult.Invited:
                TempData.SayDone(texts["Appointments.Invited"]);
                return Redirect($"/admin/organisations/{id}");
            default:
                ModelState.Remove("Form.Email");
                ModelState.AddModelError("Form.Email", texts[result == InviteResult.NoAddress ? "Shared.Wrong.Email" : $"Appointments.{result}"]);
                return await ShownAsync(id, form, ct);
        }
    }

    /// <summary>Takes an invitation back.</summary>
    [HttpPost(Page + "/withdraw")]
    [ProvenLately(Minutes = Minutes, Back = Back)]
    public async Task<IActionResult> Withdraw(Guid id, Guid invitation, CancellationToken ct)
    {
        if (await queries.FindAsync(id, ct) is null)
        {
            return NotFound();
        }

        if (ModelState.IsValid && await appointments.WithdrawAsync(Me, id, invitation, ct))
        {
            TempData.SayDone(texts["Appointments.Withdrawn"]);
        }
        else
        {
            TempData.SayRefused(texts["Appointments.Over"]);
        }

        return Redirect($"/admin/organisations/{id}");
    }

    private async Task<IActionResult> ShownAsync(Guid id, InviteForm form, CancellationToken ct) =>
        await queries.FindAsync(id, ct) is { } desk ? View("/Features/Admin/Organisations/Desk.cshtml", new OrganisationDeskModel(desk, form)) : NotFound();
}
