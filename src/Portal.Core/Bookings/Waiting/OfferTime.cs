namespace Portal.Core.Bookings.Waiting;

/// <summary>How long an offer from the waiting list stands.</summary>
public static class OfferTime
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);

    /// <summary>From this long before the start nobody is waited for: all who wait are told at once, and the first to accept has the place.</summary>
    public static TimeSpan AllAtOnce { get; } = TimeSpan.FromHours(3);

    /// <summary>
    /// Until when an offer made now stands: a quarter of the time left, at least 20 minutes, at most 12 hours. It does not end in
    /// the person's quiet hours but an hour after them, unless the shift starts within 24 hours.
    /// </summary>
    public static DateTimeOffset Until(DateTimeOffset now, DateTimeOffset startsAt, TimeZoneInfo zone)
    {
        var left = startsAt - now;
        var until = AnswerTimes.Whole(now + TimeSpan.FromTicks(Math.Clamp(left.Ticks / 4, Shortest.Ticks, Longest.Ticks)), now);
        return left > Soon && QuietHours.Contain(until, zone) ? QuietHours.After(until, zone).AddHours(1) : until;
    }
}
