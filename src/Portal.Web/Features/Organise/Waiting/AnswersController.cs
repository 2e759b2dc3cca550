using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Waiting;

/// <summary>Where the links of letters lead: one who waits, and the answer with one tap. Leads of a shift answer here too, so the services ask who may.</summary>
[Area("Organise")]
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AnswersController(
    WaitingQueries queries, RequestAnswers places, MembershipService memberships, QualificationService qualifications, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The one who waits, or that nobody does any more.</summary>
    [HttpGet("/answers/{id:guid}")]
    public async Task<IActionResult> Index(Guid id, CancellationToken ct)
    {
        var one = (await queries.ReadAsync(Me, ct)).Only(id);
        return one is not null || await queries.ConcernsAsync(Me, id, ct) ? View("Answer", one) : NotFound();
    }

    /// <summary>Answers somebody who asks for a place.</summary>
    [HttpPost("/answers/{id:guid}/place")]
    public async Task<IActionResult> Place(Guid id, bool? yes, CancellationToken ct)
    {
        if (yes is not { } says)
        {
            return Redirect($"/answers/{id}");
        }

        var result = says ? await places.AcceptAsync(Me, id, ct) : await places.DeclineAsync(Me, id, why: null, ct);
        return result == AnswerResult.NotFound ? NotFound() : Say(id, result == AnswerResult.Done);
    }

    /// <summary>Answers somebody who asks to join.</summary>
    [HttpPost("/answers/{id:guid}/membership")]
    public async Task<IActionResult> Membership(Guid id, bool? yes, CancellationToken ct)
    {
        // What is neither yes nor no answers nobody.
        if (yes is not { } says)
        {
            return Redirect($"/answers/{id}");
        }

        var result = await memberships.AnswerAsync(Me, id, says, ct);
        return result == AnswerMembershipResult.NotFound ? NotFound() : Say(id, result == AnswerMembershipResult.Done);
    }

    /// <summary>Confirms a qualification until a last day, or refuses it.</summary>
    [HttpPost("/answers/{id:guid}/qualification")]
    public async Task<IActionResult> Qualification(Guid id, bool? yes, DateOnly? lastDay, CancellationToken ct)
    {
        if (yes is not { } says)
        {
            return Redirect($"/answers/{id}");
        }

        var result = ModelState.IsValid ? await qualifications.AnswerAsync(Me, id, says, lastDay, ct) : AnswerQualificationResult.WrongLastDay;
        if (result == AnswerQualificationResult.WrongLastDay)
        {
            TempData.SayRefused(texts["Organise.People.WrongLastDay"]);
            return Redirect($"/answers/{id}");
        }

        return result == AnswerQualificationResult.NotFound ? NotFound() : Say(id, result == AnswerQualificationResult.Done);
    }

    private RedirectResult Say(Guid id, bool done)
    {
        if (done)
        {
            TempData.SayDone(texts["Organise.Waiting.Answered"]);
        }
        else
        {
            TempData.SayWaiting(texts["Organise.Waiting.Already"]);
        }

        return Redirect(current.Value!.IsOrganiser ? "/organise/waiting" : $"/answers/{id}");
    }
}
