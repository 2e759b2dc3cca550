using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Actions;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Shifts;
using Portal.Web.Features.Actions;
using Portal.Web.Features.Shifts;

namespace Portal.Web.Features.Home;

/// <summary>What concerns the reader, the next few other shifts with a free place, and what shifts that the reader may not see need, for the front page.</summary>
public sealed class NeededNowViewComponent(ComingShifts coming, FittingShifts fitting, ShiftReader reader, ProfileQueries profiles, ActionQueries actions) : ViewComponent
{
    private const int Few = 3;

    /// <summary>Reads and shows them; nothing where nobody is needed and nobody is known.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var ct = HttpContext.RequestAborted;
        var person = await reader.PersonAsync(ct);
        var page = await coming.ListAsync(new ShiftFilter(), person, ct);
        var forYou = person is null ? null : await ForYouAsync(person, page.AsOf, ct);
        ListedShift[] next = [.. page.Shifts.Where(listed => listed.Mine is null && listed.Shift.Free > 0 && listed.Shift.Id != forYou?.Suggested?.Shift.Id).Take(Few)];
        return next.Length == 0 && page.Needs.Count == 0 && forYou is null
            ? Content("")
            : View("/Features/Home/_Needed.cshtml", new NeededNow(forYou, next, page.Needs, page.AsOf));
    }

    private async Task<ForYou> ForYouAsync(Person person, DateTimeOffset now, CancellationToken ct)
    {
        if (person.Bookings.Where(booking => BookingStates.Sure.Contains(booking.State) && booking.EndsAt > now).MinBy(booking => booking.StartsAt) is { } next)
        {
            return new(next, Suggested: null, now);
        }

        var intentions = await profiles.IntentionsAsync(person.Id, ct);
        if (intentions.Count > 0 && !intentions.Contains(Intentions.InCalais) && !intentions.Contains(Intentions.FromHome) && await ActionAsync(person.Id, ct) is { } first)
        {
            return new(Next: null, Suggested: null, now) { Action = first };
        }

        var found = await fitting.ListAsync(person, intentions.Contains(Intentions.FromHome) && !intentions.Contains(Intentions.InCalais), most: 1, ct);
        return found.Shifts is [var shift, ..] ? new(Next: null, shift, now) : new(Next: null, Suggested: null, now) { Action = await ActionAsync(person.Id, ct) };
    }

    private async Task<ActionTile?> ActionAsync(Guid personId, CancellationToken ct) =>
        await actions.SuggestAsync(personId, most: 1, ct) is [var action] ? new ActionTile(action, actions.Today) : null;
}

/// <summary>What the front page says of where people are needed.</summary>
/// <param name="ForYou">What concerns the reader; null for somebody nobody knows.</param>
public sealed record NeededNow(ForYou? ForYou, IReadOnlyList<ListedShift> Next, IReadOnlyList<ShiftNeed> Needs, DateTimeOffset AsOf);
