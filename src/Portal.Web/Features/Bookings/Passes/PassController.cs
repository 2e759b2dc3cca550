using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings.Passes;

/// <summary>
/// What a roster pass opens: one page about one shift, for whoever holds the phone. Its cookie is read here and nowhere else; to every other
/// page the browser stays whose it was, which is nobody's.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PassController(RosterPasses passes, RosterPassQueries queries, PassCheckIns checkIns, PortalCookies cookies, Phrasebook texts) : Controller
{
    /// <summary>The short name of the cookie.</summary>
    public const string Cookie = "pass";

    private const string Page = "/pass";

    private string Secret => Request.Cookies[cookies.Name(Cookie)] ?? "";

    /// <summary>The path of the link by which a pass is taken.</summary>
    public static string LinkTo(string secret) => $"{Page}/{secret}";

    /// <summary>Asks whether this is the phone. Looking takes nothing.</summary>
    [HttpGet("/pass/{token}")]
    public async Task<IActionResult> Ask(string token, CancellationToken ct)
    {
        ViewData["Token"] = token;
        return await queries.OfferedAsync(token, ct) is { } offered ? View("Door", offered) : Gone();
    }

    /// <summary>Gives this browser the pass; the link is worth nothing from then on.</summary>
    [HttpPost("/pass/{token}")]
    public async Task<IActionResult> Take(string token, CancellationToken ct)
    {
        if (await passes.TakeAsync(token, ct) is not { } taken)
        {
            return Gone();
        }

        Response.Cookies.Append(cookies.Name(Cookie), taken.Secret, new CookieOptions
        {
            Expires = taken.Until,
            HttpOnly = true,
            Secure = cookies.OverHttps,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Path = "/",
        });
        return Redirect(Page);
    }

    /// <summary>Who is awaited and who is there.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken ct) =>
        await queries.RosterAsync(Secret, ct) is { } roster ? View("Pass", roster) : Gone();

    /// <summary>Notes that somebody is there.</summary>
    [HttpPost("/pass/{bookingId:guid}/check-in")]
    public async Task<IActionResult> CheckIn(Guid bookingId, CancellationToken ct) =>
        await AnswerAsync(bookingId, await checkIns.CheckInAsync(Secret, bookingId, ct), "Pass.Said.CheckedIn", ct);

    /// <summary>Notes that somebody did not come.</summary>
    [HttpPost("/pass/{bookingId:guid}/no-show")]
    public async Task<IActionResult> NoShow(Guid bookingId, CancellationToken ct) =>
        await AnswerAsync(bookingId, await checkIns.NoShowAsync(Secret, bookingId, ct), "Pass.Said.NoShow", ct);

    /// <summary>Takes back what was noted by a pass.</summary>
    /// <param name="from">What is taken back.</param>
    [HttpPost("/pass/{bookingId:guid}/undo")]
    public async Task<IActionResult> Undo(Guid bookingId, BookingState? from, CancellationToken ct) =>
        await AnswerAsync(bookingId, await checkIns.UndoAsync(Secret, bookingId, from ?? BookingState.Expired, ct), "Pass.Said.Undone", ct);

    private async Task<IActionResult> AnswerAsync(Guid bookingId, CheckInOutcome outcome, string done, CancellationToken ct)
    {
        if (outcome == CheckInOutcome.NotFound || await queries.RosterAsync(Secret, ct) is not { } roster)
        {
            return Gone();
        }

        // With the name, so that a slip of the thumb is seen.
        var name = roster.People.FirstOrDefault(person => person.BookingId == bookingId)?.Name ?? "";
        if (outcome == CheckInOutcome.Done)
        {
            TempData.SayDone(texts[done, name]);
        }
        else
        {
            TempData.SayRefused(texts[outcome is CheckInOutcome.NotBegun ? "Roster.Outcome.NotBegun" : "Pass.AskTheLead", name]);
        }

        return Redirect(Page);
    }

    private ViewResult Gone()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Gone");
    }
}
