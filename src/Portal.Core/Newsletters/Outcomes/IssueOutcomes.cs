using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Newsletters.Outcomes;

/// <summary>Reads what came after an issue began. Two queries, of which the second only where the provider tells what becomes of mails.</summary>
public sealed class IssueOutcomes(PortalDbContext db, IOptions<PortalOptions> portal, IOptions<MailOptions> mail, TimeProvider clock)
{
    /// <summary>For how many days it is counted, the one it began on included.</summary>
    public const int DaysSince = 14;

    /// <summary>With how many days before them these are compared.</summary>
    public const int DaysBefore = 7;

    private const int Subscribing = 1000;

    // Who was there, or failed to come, had filled a place; who gave it back, was told no or only waits has not.
    private static readonly BookingState[] Filled = [.. BookingStates.Live.Except([BookingState.Waitlisted])];

    /// <summary>The outcome; null of an issue that has not begun to go out.</summary>
    public async Task<IssueOutcome?> OfAsync(NewsletterDetails newsletter, NewsletterProgress progress, CancellationToken cancellationToken)
    {
        if (newsletter.StartedAt is not { } startedAt || progress.Sent == 0)
        {
            return null;
        }

        var zone = WallTime.Zone(portal.Value.TimeZone);
        var (began, today) = (WallTime.DayOf(startedAt, zone), WallTime.DayOf(clock.GetUtcNow(), zone));
        var days = Enumerable.Range(-DaysBefore, DaysBefore + DaysSince).Select(began.AddDays).Where(day => day <= today || day <= began).ToList();
        var (places, subscriptions) = await CountAsync([.. days.Append(days[^1].AddDays(1)).Select(day => WallTime.ToInstant(day.ToDateTime(TimeOnly.MinValue), zone).At)], cancellationToken);
        return new IssueOutcome(
            [.. days.Select((day, number) => new OutcomeDay(
                day, day < began, day == today, GuardedCount.Of(places.GetValueOrDefault(number)), GuardedCount.Of(subscriptions.GetValueOrDefault(number))))],
            progress.Sent < GuardedCount.Told ? null : GuardedCount.Of(newsletter.Echo.Left),
            progress.Sent < GuardedCount.Told || !mail.Value.HearsOfMails ? null : await HeardAsync(newsletter, progress.Sent, cancellationToken));
    }

    // Bookings are found by their key, which begins with the instant they were made at. Subscribers are read through once: some tenths of a
    // second for a million, on a page that few open.
    private async Task<(Dictionary<int, int> Places, Dictionary<int, int> Subscriptions)> CountAsync(IReadOnlyList<DateTimeOffset> bounds, CancellationToken cancellationToken)
    {
        var (slots, from, to) = (new DaySlots(bounds), bounds[0], bounds[^1]);
        var (first, past) = (Ids.From(from), Ids.From(to.AddMilliseconds(1)));
        var places = db.Bookings
            .Where(b => b.Id >= first && b.Id < past && b.CreatedAt >= from && b.CreatedAt < to && Filled.Contains(b.State))
            .Select(slots.NumberOf<Booking>(b => b.CreatedAt, 0));
        var subscriptions = db.Subscribers
            .Where(s => s.ConfirmedAt >= from && s.ConfirmedAt < to && s.Source != ConsentSource.Certified)
            .Select(slots.NumberOf<Subscriber>(s => s.ConfirmedAt!.Value, Subscribing));
        var counts = await places.Concat(subscriptions).GroupBy(number => number).Select(g => new { Number = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return (
            counts.Where(c => c.Number < Subscribing).ToDictionary(c => c.Number, c => c.Count),
            counts.Where(c => c.Number >= Subscribing).ToDictionary(c => c.Number - Subscribing, c => c.Count));
    }

    // Who left or complained had got it. The rows of one issue lie together; a million of them are read in a second or two.
    private async Task<HeardOf> HeardAsync(NewsletterDetails newsletter, int sent, CancellationToken cancellationToken)
    {
        var id = newsletter.Id;
        Arrivals? arrived = null;
        if (clock.GetUtcNow() < newsletter.StartedAt!.Value.AddMonths(Message.MonthsKept))
        {
            arrived = Arrivals.Of(sent, await db.Messages.CountAsync(
                m => m.NewsletterId == id && m.State == MessageState.Sent && (m.Outcome == DeliveryOutcome.Delivered || m.Outcome >= DeliveryOutcome.Unsubscribed), cancellationToken));
        }

        return new HeardOf(arrived, GuardedCount.Of(newsletter.Echo.Bounced), GuardedCount.Of(newsletter.Echo.Complained));
    }
}
