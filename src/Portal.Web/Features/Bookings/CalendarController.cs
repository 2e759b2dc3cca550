using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>One's own shifts as calendars see them: one as a file, or all at a private address. They name the area, never the meeting point.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CalendarController(CalendarQueries queries, CalendarFeedService feeds, CurrentViewer current, PortalLinks links, Phrasebook texts) : Controller
{
    private const string Type = "text/calendar; charset=utf-8";

    /// <summary>One booking.</summary>
    [HttpGet("/bookings/{id:guid}/calendar.ics")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await queries.FindAsync(current.Value!.Id, id, ct) is { } entry
            ? File(Encoding.UTF8.GetBytes(CalendarFile.For(entry)), Type, "shift.ics")
            : NotFound();

    /// <summary>Whether one's calendar may fetch one's shifts.</summary>
    [HttpGet("/my/calendar")]
    public async Task<IActionResult> Mine(CancellationToken ct) => View("MyCalendar", new MyCalendarModel(await queries.MadeAtAsync(current.Value!.Id, ct), Address: null));

    /// <summary>Makes a new address and shows it, the only time: it is not kept, and so there is nothing to lead on to.</summary>
    [HttpPost("/my/calendar")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Renew(CancellationToken ct)
    {
        var token = await feeds.RenewAsync(current.Value!.Id, ct);
        return View("MyCalendar", new MyCalendarModel(await queries.MadeAtAsync(current.Value!.Id, ct), links.To($"/calendar/{token}.ics")));
    }

    /// <summary>Ends it.</summary>
    [HttpPost("/my/calendar/stop")]
    public async Task<IActionResult> Stop(CancellationToken ct)
    {
        await feeds.StopAsync(current.Value!.Id, ct);
        TempData.SayDone(texts["Bookings.Feed.Stopped"]);
        return Redirect("/my/calendar");
    }

    /// <summary>The shifts of whoever this address belongs to, for a calendar that knows nothing but the address.</summary>
    [HttpGet("/calendar/{token}.ics")]
    [AllowAnonymous]
    public async Task<IActionResult> Feed(string token, CancellationToken ct)
    {
        if (await queries.ReaderAsync(token, ct) is not { } reader)
        {
            return NotFound();
        }

        // Flows no further than this method.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(reader.Language);
        var bytes = Encoding.UTF8.GetBytes(CalendarFile.Feed(await queries.FeedAsync(reader.SupporterId, ct), texts["Bookings.Feed.Name"]));
        Response.Headers.CacheControl = "private, no-cache";
        return File(bytes, Type, lastModified: null, new EntityTagHeaderValue($"\"{Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 12))}\""));
    }
}
