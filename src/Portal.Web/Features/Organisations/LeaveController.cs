using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organisations;

/// <summary>Leaving an organisation, or asking it no longer.</summary>
[Authorize(Policies.SignedIn)]
public sealed class LeaveController(MemberQueries queries, MembershipEnding ending, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Asks, and says what becomes of one's bookings.</summary>
    [HttpGet("/organisations/{slug}/leave")]
    public async Task<IActionResult> Index(string slug, CancellationToken ct) =>
        await queries.FindOwnAsync(Me, slug, ct) is { } mine ? View("Leave", mine) : Redirect($"/organisations/{slug}");

    /// <summary>Leaves. A second tap finds it done.</summary>
    [HttpPost("/organisations/{slug}/leave")]
    public async Task<IActionResult> Leave(string slug, LeaveForm form, CancellationToken ct)
    {
        if (await queries.FindOwnAsync(Me, slug, ct) is not { } mine)
        {
            return Redirect($"/organisations/{slug}");
        }

        var result = ModelState.IsValid ? await ending.EndAsync(Me, mine.Id, new EndTerms(form.TakesBack, form.Seen), ct) : EndMembershipResult.NotChosen;
        if (result == EndMembershipResult.Ended)
        {
            TempData.SayDone(texts[mine.State == MembershipState.Requested ? "Organisations.Leave.Withdrawn" : "Organisations.Leave.Done", mine.Organisation.Name]);
            return Redirect($"/organisations/{slug}");
        }

        TempData.SayRefused(texts[$"Organisations.Leave.{result}"]);
        return Redirect($"/organisations/{slug}/leave");
    }
}
