using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations.Closures;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>Closes a site in one action, and reaches everybody whom that concerns. Nothing keeps its answers, for phones may be among them.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ClosuresController(SiteClosureService closures, ClosureQueries queries, CallRounds rounds, SiteQueries sites, CurrentViewer current, TimeProvider clock, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Asks from when to when, and what becomes of the shifts.</summary>
    [HttpGet("/organise/sites/{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct) => await FormAsync(id, form: null, outcome: null, ct);

    /// <summary>Closes it where what comes of it was seen; otherwise shows that first.</summary>
    [HttpPost("/organise/sites/{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, [Bind(Prefix = nameof(CloseModel.Form))] CloseForm form, string? preview, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await FormAsync(id, form, outcome: null, ct);
        }

        var outcome = await closures.CloseAsync(Me, id, form.ToPlan(preview), ct);
        switch (outcome.Result)
        {
            case ClosureResult.NotFound:
                return NotFound();
            case ClosureResult.Closed:
                TempData.SayDone(texts.Count("Organise.Close.Done", outcome.People.Count));
                return Redirect($"/organise/closures/{outcome.ClosureId}");
            case ClosureResult.Previewed or ClosureResult.PreviewedAnew:
                return await FormAsync(id, form, outcome, ct);
            default:
                ModelState.AddModelError($"{nameof(CloseModel.Form)}.{FieldOf(outcome.Result)}", texts[$"Organise.Close.{outcome.Result}"]);
                return await FormAsync(id, form, outcome: null, ct);
        }
    }

    /// <summary>Who knows by now, and who does not.</summary>
    [HttpGet("/organise/closures/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken ct)
    {
        if (await queries.FindAsync(Me, id, ct) is not { } page)
        {
            return NotFound();
        }

        var (until, phones) = await rounds.PhonesAsync(Me, id, ct);
        return View("Closure", new ClosureModel(page, phones, until));
    }

    /// <summary>Shows the phones of those who do not know yet, for half an hour and for one reason.</summary>
    [HttpPost("/organise/closures/{id:guid}/round")]
    [ProvenLately(Back = "/organise/closures/{id}")]
    public async Task<IActionResult> Round(Guid id, string? reason, CancellationToken ct)
    {
        var result = await rounds.StartAsync(Me, id, reason, ct);
        if (result is CallRoundResult.NoReason or CallRoundResult.Over or CallRoundResult.Nobody)
        {
            TempData.SayRefused(texts[$"Organise.Round.{result}"]);
        }

        return result == CallRoundResult.NotFound ? NotFound() : Redirect($"/organise/closures/{id}#people");
    }

    /// <summary>Notes that somebody was told by phone.</summary>
    [HttpPost("/organise/closures/{id:guid}/told")]
    public async Task<IActionResult> Told(Guid id, Guid supporterId, CancellationToken ct) =>
        await rounds.TellAsync(Me, id, supporterId, ct) ? Redirect($"/organise/closures/{id}#people") : NotFound();

    /// <summary>Opens the site again early.</summary>
    [HttpPost("/organise/closures/{id:guid}/reopen")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken ct)
    {
        if (await closures.ReopenAsync(Me, id, ct))
        {
            TempData.SayDone(texts["Organise.Close.Reopened"]);
        }
        else if (await queries.FindAsync(Me, id, ct) is null)
        {
            return NotFound();
        }

        return Redirect($"/organise/closures/{id}");
    }

    private async Task<IActionResult> FormAsync(Guid id, CloseForm? form, ClosureOutcome? outcome, CancellationToken ct)
    {
        var all = await sites.ListAsync(current.Value!.OrganiserOf, ct);
        if (all.FirstOrDefault(site => site.Id == id) is not { } site)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        var closed = await queries.StandingAsync(current.Value!.OrganiserOf, now.AddYears(1), ct);
        return View("Close", new CloseModel(site, all, closed, form ?? CloseForm.From(now, TimeWords.Zone(site.TimeZone)), now, texts) { Outcome = outcome });
    }

    private static string FieldOf(ClosureResult result) => result switch
    {
        ClosureResult.WrongSite => nameof(CloseForm.Fate),
        ClosureResult.WrongReason => nameof(CloseForm.Reason),
        _ => nameof(CloseForm.UntilDay),
    };
}
