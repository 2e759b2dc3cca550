using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Bookings.Rota;
using Portal.Core.Organisations;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Rota;

/// <summary>The coordinator's rota: people against days, whom to put where, and the week for the wall.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class RotaController(RotaQueries queries, CurrentViewer current, IOptions<PortalOptions> portal, TimeProvider clock) : Controller
{
    private TimeZoneInfo Zone => TimeWords.Zone(portal.Value.TimeZone);

    /// <summary>A week of one organisation.</summary>
    [HttpGet("/organise/rota")]
    public async Task<IActionResult> Index(string? organisation, DateOnly? day, CancellationToken ct) =>
        await queries.WeekAsync(current.Value!.Id, organisation, DayOr(day), Zone, ct) is { } week ? View(week) : NotFound();

    /// <summary>The same for the wall.</summary>
    [HttpGet("/organise/rota/print")]
    public async Task<IActionResult> Print(string? organisation, DateOnly? day, CancellationToken ct) =>
        await queries.WallAsync(current.Value!.Id, organisation, DayOr(day), Zone, ct) is { } week ? View(week) : NotFound();

    /// <summary>What one person could be put on that day.</summary>
    [HttpGet("/organise/rota/{person:guid}/{day}")]
    public async Task<IActionResult> Day(Guid person, DateOnly day, string? organisation, CancellationToken ct) =>
        ModelState.IsValid && await queries.DayAsync(current.Value!.Id, organisation, person, InReach(day), Zone, ct) is { } choices ? View(choices) : NotFound();

    /// <summary>On which days a member is usually there.</summary>
    [HttpGet("/organise/rota/standing/{membership:guid}")]
    public async Task<IActionResult> Standing(Guid membership, CancellationToken ct) =>
        await queries.StandingAsync(current.Value!.Id, membership, ct) is { } member ? View(StandingForm.For(member)) : NotFound();

    /// <summary>Notes them.</summary>
    [HttpPost("/organise/rota/standing/{membership:guid}")]
    public async Task<IActionResult> Standing(Guid membership, StandingForm form, [FromServices] MembershipService memberships, [FromServices] Phrasebook texts, CancellationToken ct)
    {
        if (form.Chosen() is not { } days)
        {
            return BadRequest();
        }

        if (await queries.StandingAsync(current.Value!.Id, membership, ct) is not { } member || !await memberships.StandAsync(current.Value.Id, membership, days, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Organise.Rota.Noted"]);
        return Redirect($"/organise/rota?organisation={member.Organisation}");
    }

    private DateOnly DayOr(DateOnly? day)
    {
        // What is no day is today.
        ModelState.Clear();
        return InReach(day ?? TimeWords.DayOf(clock.GetUtcNow(), Zone));
    }

    private static DateOnly InReach(DateOnly day) => day.Year is < 2000 or > 2999 ? new(2000, 1, 3) : day;
}
