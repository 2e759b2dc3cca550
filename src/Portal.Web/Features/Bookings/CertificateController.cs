using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>A certificate of the reader's hours. It names organisations and times, never places.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CertificateController(HoursQueries hours, CurrentViewer current, IOptions<PortalOptions> portal, TimeProvider clock) : Controller
{
    /// <summary>One page for printing, with the choice of days and organisation above it.</summary>
    [HttpGet("/my/shifts/certificate")]
    public async Task<IActionResult> Index(CertificateForm form, CancellationToken ct)
    {
        ModelState.Clear();
        var zone = TimeWords.Zone(portal.Value.TimeZone);
        var today = TimeWords.DayOf(clock.GetUtcNow(), zone);
        var period = form.Period(today, zone);
        var all = await hours.OwnAsync(current.Value!.Id, period, ct);
        var chosen = all.Any(line => line.Organisation.Slug == form.Organisation) ? form.Organisation : null;
        return View("Certificate", new CertificateModel(current.Value!.DisplayName, period, all, chosen, portal.Value.Name, today));
    }
}
