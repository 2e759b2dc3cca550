namespace Portal.Core.Bookings;

/// <summary>Deadlines as people keep them.</summary>
internal static class AnswerTimes
{
    private static readonly TimeSpan Near = TimeSpan.FromHours(2);
    private static readonly long Quarter = TimeSpan.FromMinutes(15).Ticks;

    /// <summary>A deadline that is hours away falls on a whole quarter of an hour, never later than it was: nobody notes "14:17". A near one stays to the minute.</summary>
    public static DateTimeOffset Whole(DateTimeOffset until, DateTimeOffset now) => until - now < Near ? until : until.AddTicks(-(until.UtcTicks % Quarter));
}
