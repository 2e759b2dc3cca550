using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Waiting;

/// <summary>One queue of all who wait for an organiser's answer, each answered with one tap.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class WaitingController(
    WaitingQueries queries, RequestAnswers places, MembershipService memberships, QualificationService qualifications, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/organise/waiting";

    /// <summary>The queue.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ReadAsync(current.Value!.Id, ct));

    /// <summary>Answers somebody who asks for a place.</summary>
    [HttpPost("/organise/waiting/places/{id:guid}")]
    public async Task<IActionResult> Place(Guid id, bool? yes, CancellationToken ct)
    {
        if (yes is not { } says)
        {
            return Redirect(Page);
        }

        var result = says ? await places.AcceptAsync(current.Value!.Id, id, ct) : await places.DeclineAsync(current.Value!.Id, id, why: null, ct);
        return result == AnswerResult.NotFound ? NotFound() : Say(result == AnswerResult.Done);
    }

    /// <summary>Answers somebody who asks to join.</summary>
    [HttpPost("/organise/waiting/memberships/{id:guid}")]
    public async Task<IActionResult> Membership(Guid id, bool? yes, CancellationToken ct)
    {
        // What is neither yes nor no answers nobody.
        if (yes is not { } says)
        {
            return Redirect(Page);
        }

        var result = await memberships.AnswerAsync(current.Value!.Id, id, says, ct);
        return result == AnswerMembershipResult.NotFound ? NotFound() : Say(result == AnswerMembershipResult.Done);
    }

    /// <summary>Confirms a qualification until a last day, or refuses it.</summary>
    [HttpPost("/organise/waiting/qualifications/{id:guid}")]
    public async Task<IActionResult> Qualification(Guid id, bool? yes, DateOnly? lastDay, CancellationToken ct) =>
        !ModelState.IsValid || yes is not { } says ? BadRequest() : await qualifications.AnswerAsync(current.Value!.Id, id, says, lastDay, ct) switch
        {
            AnswerQualificationResult.NotFound => NotFound(),
            AnswerQualificationResult.LastDayPassed => Refuse(texts["Organise.People.LastDayPassed"]),
            var result => Say(result == AnswerQualificationResult.Done),
        };

    private RedirectResult Refuse(string text)
    {
        TempData.SayRefused(text);
        return Redirect(Page);
    }

    private RedirectResult Say(bool done)
    {
        if (done)
        {
            TempData.SayDone(texts["Organise.Waiting.Answered"]);
        }
        else
        {
            TempData.SayWaiting(texts["Organise.Waiting.Already"]);
        }

        return Redirect(Page);
    }
}
