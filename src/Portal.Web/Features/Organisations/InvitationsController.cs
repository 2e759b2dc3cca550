using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organisations;

/// <summary>Being invited to organise. A GET shows what it means, a POST acts: mail scanners open links.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class InvitationsController(AppointmentQueries queries, AppointmentAnswers answers, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>What is offered, and what it means.</summary>
    [HttpGet("/invitations/{id:guid}")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct) => await queries.FindOwnAsync(Me, id, ct) is { } invitation ? View("Invitation", invitation) : Gone();

    /// <summary>Yes. It opens much, so whoever finds an open phone does not say it.</summary>
    [HttpPost("/invitations/{id:guid}/accept")]
    [ProvenLately(Minutes = 15, Back = "/invitations/{id}")]
    public async Task<IActionResult> Accept(Guid id, CancellationToken ct)
    {
        if (await answers.AcceptAsync(Me, id, ct) != AnswerInvitationResult.Accepted)
        {
            return Gone();
        }

        TempData.SayDone(texts["Appointments.Accepted"]);
        return Redirect("/organise");
    }

    /// <summary>No.</summary>
    [HttpPost("/invitations/{id:guid}/decline")]
    public async Task<IActionResult> Decline(Guid id, CancellationToken ct)
    {
        if (await answers.DeclineAsync(Me, id, ct) != AnswerInvitationResult.Declined)
        {
            return Gone();
        }

        TempData.SayDone(texts["Appointments.Declined"]);
        return Redirect("/organisations");
    }

    // The same for one that is over, one to somebody else, and one that never was.
    private RedirectResult Gone()
    {
        TempData.SayWaiting(texts["Appointments.Gone"]);
        return Redirect("/organisations");
    }
}
