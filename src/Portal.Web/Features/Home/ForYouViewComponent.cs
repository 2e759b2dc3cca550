using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Shifts;
using Portal.Web.Features.Shifts;

namespace Portal.Web.Features.Home;

/// <summary>What the front page says to somebody we know: their next shift, or one that suits them.</summary>
public sealed class ForYouViewComponent(ShiftReader reader, FittingShifts fitting, ProfileQueries profiles, TimeProvider clock) : ViewComponent
{
    private static readonly BookingState[] Coming = [BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn];

    /// <summary>Reads and shows it; nothing to somebody nobody knows.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var ct = HttpContext.RequestAborted;
        if (await reader.PersonAsync(ct) is not { } person)
        {
            return Content("");
        }

        var now = clock.GetUtcNow();
        if (person.Bookings.Where(booking => Coming.Contains(booking.State) && booking.EndsAt > now).MinBy(booking => booking.StartsAt) is { } next)
        {
            return View("/Features/Home/_ForYou.cshtml", new ForYou(next, null, now));
        }

        var wishes = await profiles.WishesToHelpAsync(person.Id, ct);
        var found = await fitting.ListAsync(person, wishes.Contains(Intentions.FromHome) && !wishes.Contains(Intentions.InCalais), most: 1, ct);
        return View("/Features/Home/_ForYou.cshtml", new ForYou(null, found.Shifts is [var first, ..] ? first : null, found.AsOf));
    }
}

/// <summary>One's next shift; where there is none, one that suits, or nothing.</summary>
public sealed record ForYou(HeldBooking? Next, ListedShift? Suggested, DateTimeOffset AsOf);
