using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>One's own bookings as calendar files. They name the area, never the meeting point.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CalendarController(CalendarQueries queries, CurrentViewer current) : Controller
{
    /// <summary>One booking.</summary>
    [HttpGet("/bookings/{id:guid}/calendar.ics")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await queries.FindAsync(current.Value!.Id, id, ct) is { } entry
            ? File(Encoding.UTF8.GetBytes(CalendarFile.For(entry)), "text/calendar; charset=utf-8", "shift.ics")
            : NotFound();
}
