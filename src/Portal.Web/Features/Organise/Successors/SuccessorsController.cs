using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Successors;

/// <summary>Where an organiser names somebody to follow: a member, or whoever has an address. The last one goes only after somebody has said yes.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SuccessorsController(AppointmentQueries queries, AppointmentService appointments, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/organise/successors/{slug}";
    private const int Minutes = 15;

    private Guid Me => current.Value!.Id;

    /// <summary>Who could follow, and who is asked.</summary>
    [HttpGet(Page)]
    public Task<IActionResult> Index(string slug, CancellationToken ct) => ShownAsync(slug, new SuccessorForm(), ct);

    /// <summary>Asks somebody.</summary>
    [HttpPost(Page)]
    [ProvenLately(Minutes = Minutes, Back = "/organise/people")]
    public async Task<IActionResult> Ask(string slug, [Bind(Prefix = nameof(SuccessorModel.Form))] SuccessorForm form, CancellationToken ct)
    {
        if (await queries.SuccessorsAsync(Me, slug, ct) is not { Organisation.Id: var organisation })
        {
            return NotFound();
        }

        var result = !ModelState.IsValid ? InviteResult.NotFound
            : form.Member is { } member ? await appointments.InviteMemberAsync(Me, organisation, member, ct)
            : await appointments.InviteAsync(Me, organisation, form.Email, ct);
        if (result == InviteResult.Invited)
        {
            TempData.SayDone(texts[form.Member is null ? "Appointments.Invited" : "Appointments.InvitedMember"]);
            return Redirect($"/organise/successors/{slug}");
        }

        var field = result is InviteResult.NotFound ? nameof(SuccessorForm.Member) : nameof(SuccessorForm.Email);
        ModelState.AddModelError($"Form.{field}", texts[result switch
        {
            InviteResult.NotFound => "Appointments.NoMember",
            InviteResult.NoAddress => "Appointments.Whom",
            _ => $"Appointments.{result}",
        }]);
        return await ShownAsync(slug, form, ct);
    }

    /// <summary>Takes an invitation back.</summary>
    [HttpPost(Page + "/withdraw")]
    [ProvenLately(Minutes = Minutes, Back = "/organise/people")]
    public async Task<IActionResult> Withdraw(string slug, Guid invitation, CancellationToken ct)
    {
        if (await queries.SuccessorsAsync(Me, slug, ct) is not { Organisation.Id: var organisation })
        {
            return NotFound();
        }

        if (ModelState.IsValid && await appointments.WithdrawAsync(Me, organisation, invitation, ct))
        {
            TempData.SayDone(texts["Appointments.Withdrawn"]);
        }
        else
        {
            TempData.SayRefused(texts["Appointments.Over"]);
        }

        return Redirect($"/organise/successors/{slug}");
    }

    private async Task<IActionResult> ShownAsync(string slug, SuccessorForm form, CancellationToken ct) =>
        await queries.SuccessorsAsync(Me, slug, ct) is { } page ? View("Index", new SuccessorModel(page, form)) : NotFound();
}

/// <summary>Who is to follow: a member, or whoever has an address.</summary>
public sealed class SuccessorForm
{
    /// <summary>The membership of a member; then no address counts.</summary>
    public Guid? Member { get; set; }

    /// <summary>The address of somebody's account.</summary>
    public string? Email { get; set; }
}

/// <summary>The page, and what was typed.</summary>
public sealed record SuccessorModel(SuccessorPage Page, SuccessorForm Form);
