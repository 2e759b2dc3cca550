using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using Portal.Core.Mail;
using Portal.Core.Needs;
using Portal.Core.Resources;
using Portal.Web.Features.Organise.Roster;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Needs;

/// <summary>What is short, for everybody: the list, each need at its own address, and a file for spreadsheets.</summary>
[AllowAnonymous]
public sealed class NeedsController(NeedQueries needs) : Controller
{
    /// <summary>The list.</summary>
    [HttpGet("/needs")]
    [OutputCache(PolicyName = LiveTags.Needs)]
    [TaggedPage]
    public async Task<IActionResult> Index(string? organisation, string? urgency, int? page, CancellationToken ct)
    {
        ModelState.Clear();
        var filter = NeedListModel.FilterOf(organisation, urgency);
        return View(new NeedListModel(filter, await needs.ListAsync(filter, page ?? 1, ct)));
    }

    /// <summary>One, with the form to promise some of it for whoever is signed in. Of what is not short any more only that it is so.</summary>
    [HttpGet("/needs/{id:guid}")]
    [OutputCache(PolicyName = LiveTags.Needs)]
    [TaggedPage]
    public async Task<IActionResult> Details(Guid id, [FromServices] PledgeQueries pledges, [FromServices] CurrentViewer current, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        if (await needs.FindAsync(id, ct) is { } need)
        {
            var own = current.Value is { IsConfirmed: true } me ? await pledges.OpenAsync(me.Id, id, ct) : null;
            return View(new NeedModel(need, PledgeForm.New(clock), own, TimeWords.DayOf(clock.GetUtcNow(), TimeWords.Calais)));
        }

        if (!await needs.WasThereAsync(id, ct))
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status410Gone;
        return View("Gone");
    }

    /// <summary>All that is asked for by the address, as CSV in which no cell is a formula.</summary>
    [HttpGet("/needs.csv")]
    public async Task<IActionResult> File(string? organisation, string? urgency, [FromServices] PortalLinks links, [FromServices] Phrasebook texts, CancellationToken ct)
    {
        ModelState.Clear();
        var all = await needs.AllAsync(NeedListModel.FilterOf(organisation, urgency), ct);
        string[] columns = ["Organisation", "Item", "Unit", "Urgency", "Wanted", "Pledged", "Arrived", "Missing", "Place", "Bringers", "Confirmed", "Link"];
        // The language of the heads comes from profile or cookie before the browser is asked.
        Response.Headers.Vary = $"{HeaderNames.AcceptLanguage}, {HeaderNames.Cookie}";
        return CsvDownload.Of("needs.csv", [.. columns.Select(column => texts[$"Needs.Csv.{column}"])], all.Select(need => new[]
        {
            need.Organisation.Name, $"{need.Item}", $"{need.Unit}", texts[$"Needs.Urgency.{need.Urgency}"], Number(need.Wanted), Number(need.Pledged), Number(need.Arrived), Number(need.Missing),
            $"{need.Place}", need.Bringers?.ToString(), TimeWords.DayOf(need.TouchedAt, TimeWords.Calais).ToString("O", CultureInfo.InvariantCulture), links.To($"/needs/{need.Id}"),
        }));
    }

    private static string Number(int amount) => amount.ToString(CultureInfo.InvariantCulture);
}
