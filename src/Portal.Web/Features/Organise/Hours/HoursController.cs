using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Resources;
using Portal.Web.Features.Bookings;
using Portal.Web.Features.Organise.Roster;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Hours;

/// <summary>What people gave to the reader's organisations, to read and to take along.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class HoursController(HoursQueries hours, CurrentViewer current, Phrasebook texts, IOptions<PortalOptions> portal, TimeProvider clock) : Controller
{
    /// <summary>By organisation and person.</summary>
    [HttpGet("/organise/hours")]
    public async Task<IActionResult> Index(CertificateForm form, int page, CancellationToken ct)
    {
        ModelState.Clear();
        var period = PeriodOf(form);
        return View(new HoursModel(period, await hours.OrganisedAsync(current.Value!.Id, period, ct), page));
    }

    /// <summary>The same as a table for spreadsheets.</summary>
    [HttpGet("/organise/hours.csv")]
    [ProvenLately]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Csv(CertificateForm form, CancellationToken ct)
    {
        var period = PeriodOf(form);
        var all = await hours.TakeAwayAsync(current.Value!.Id, period, ct);
        return CsvDownload.Of(
            FormattableString.Invariant($"hours-{period.From:yyyy-MM-dd}-{period.To:yyyy-MM-dd}.csv"),
            [texts["Bookings.Certificate.Organisation"], texts["Roster.Csv.Name"], texts["Bookings.Certificate.Shifts"], texts["Roster.Csv.Hours"]],
            all.Select(line => new[] { line.Organisation, line.Name, line.Shifts.ToString(CultureInfo.InvariantCulture), line.Time.TotalHours.ToString("0.##", CultureInfo.InvariantCulture) }));
    }

    private Period PeriodOf(CertificateForm form)
    {
        var zone = TimeWords.Zone(portal.Value.TimeZone);
        return form.Period(TimeWords.DayOf(clock.GetUtcNow(), zone), zone);
    }
}
