using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>The roster to take along: on paper, as a file, and the code that hangs on the wall. Each is on record.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RosterFilesController(RosterQueries rosters, SelfCheckIn codes, PortalLinks links, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Made for printing: names and positions, boxes to tick, and the code. No phones.</summary>
    [HttpGet("/shifts/{id:guid}/roster/print")]
    [ProvenLately]
    public async Task<IActionResult> Print(Guid id, CancellationToken ct) =>
        await rosters.TakeAwayAsync(id, Me, "roster.print", ct) is { } roster
            ? View(new RosterPage(roster, Me, links.To($"/shifts/{id}/here/{roster.CheckInCode}"), new WalkInForm(), null))
            : NotFound();

    /// <summary>The roster as a table, with walk-ins and a row for each place that a group holds and nobody claimed.</summary>
    [HttpGet("/shifts/{id:guid}/roster.csv")]
    [ProvenLately]
    public async Task<IActionResult> Csv(Guid id, CancellationToken ct) =>
        await rosters.TakeAwayAsync(id, Me, "roster.download", ct) is { } roster
            ? CsvDownload.Of(
                $"roster-{TimeWords.DayOf(roster.StartsAt, roster.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv",
                [texts["Roster.Csv.Position"], texts["Roster.Csv.Name"], texts["Roster.Csv.State"], texts["Roster.Csv.CheckedIn"], texts["Roster.Csv.Hours"], texts["Roster.Csv.Note"]],
                roster.Positions.SelectMany(position => Lines(roster, position)))
            : NotFound();

    /// <summary>Another code: the one on the wall is worthless from now on.</summary>
    [HttpPost("/shifts/{id:guid}/roster/code")]
    public async Task<IActionResult> Renew(Guid id, CancellationToken ct)
    {
        if (!await codes.RenewAsync(Me, id, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts["Roster.Code.Renewed"]);
        return Redirect($"/shifts/{id}/roster#code");
    }

    private IEnumerable<string?[]> Lines(Portal.Core.Bookings.Attendance.Roster roster, RosterPosition position)
    {
        var name = position.Position.Name.ToString();
        var shift = roster.EndsAt - roster.StartsAt;
        foreach (var person in position.People)
        {
            var counts = RosterPeople.IsHere(person) && roster.EndsAt <= clock.GetUtcNow();
            yield return
            [
                name, person.Name, texts[$"Roster.State.{person.State}"], person.CheckedInAt is { } at ? TimeWords.Clock(at, roster.Zone) : null,
                counts ? Hours(person.Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : shift) : null, person.Note,
            ];
        }

        foreach (var walkIn in position.WalkIns)
        {
            yield return [name, walkIn.Name ?? texts["Roster.WalkIn.Nameless"], texts["Roster.WalkIn.Tag"], null, roster.EndsAt <= clock.GetUtcNow() ? Hours(shift) : null, null];
        }

        foreach (var group in position.Groups)
        {
            for (var place = 0; place < group.Places; place++)
            {
                yield return [name, texts["Roster.Csv.GroupPlace", group.Name, group.Leader], texts["Roster.Csv.Unclaimed"], null, null, null];
            }
        }
    }

    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.##", CultureInfo.InvariantCulture);
}
