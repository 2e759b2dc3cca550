using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Organisations;
using Portal.Core.Resources;
using Portal.Web.Features.Organise.Roster;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Ledger;

/// <summary>The solidarity ledger, for everybody: what came in, how it was shared, and what each member did with it.</summary>
[AllowAnonymous]
public sealed class LedgerController(LedgerQueries ledger, Phrasebook texts, IOptions<PortalOptions> portal) : Controller
{
    /// <summary>All of it.</summary>
    [HttpGet("/ledger")]
    [OutputCache(PolicyName = LiveTags.Ledger)]
    [TaggedPage]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new LedgerModel(await ledger.ReadAsync(ct), portal.Value.DonationPage));

    /// <summary>One round.</summary>
    [HttpGet("/ledger/rounds/{id:guid}")]
    [OutputCache(PolicyName = LiveTags.Ledger)]
    [TaggedPage]
    public async Task<IActionResult> Round(Guid id, CancellationToken ct) => await ledger.RoundAsync(id, ct) is { } round ? View(round) : NotFound();

    /// <summary>Every row of it, as a table for spreadsheets.</summary>
    [HttpGet("/ledger.csv")]
    [OutputCache(PolicyName = LiveTags.Ledger)]
    public async Task<IActionResult> Csv(CancellationToken ct)
    {
        var (income, rounds) = await ledger.RowsAsync(ct);
        string[] heads = [.. new[] { "What", "Date", "Kind", "Currency", "Amount", "Organisation", "Round", "Rule", "Note" }.Select(head => texts[$"Ledger.Csv.{head}"])];
        var rows = income.Select(entry => new[]
        {
            texts["Ledger.Csv.In"], $"{entry.Month:yyyy-MM}", texts[$"Ledger.Kind.{entry.Kind}"], entry.Currency, MoneyText.Plain(entry.Amount, entry.Currency), "", "", "", entry.Note?.ToString(),
        }).Concat(rounds.Reverse().SelectMany(round => round.Shares.Where(share => share.Amount != 0 || share.Standing == Standing.Partner).Select(share => new[]
        {
            texts["Ledger.Csv.Out"], $"{round.DecidedAt:yyyy-MM-dd}", "", round.Currency, MoneyText.Plain(share.Amount, round.Currency), share.Name, round.Number.ToString(CultureInfo.InvariantCulture),
            texts[round.CorrectsId is null ? $"Ledger.Rule.{round.Rule}" : "Ledger.Rule.Correction"], share.Story?.ToString() ?? round.Reason?.ToString(),
        })));
        Response.Headers.CacheControl = "no-cache";
        return CsvDownload.Of("ledger.csv", heads, rows);
    }
}
