namespace Portal.Core.Bookings;

/// <summary>How long the place of somebody is held who is asked to confirm a changed shift again. Elapsed hours, whatever clocks do between.</summary>
public static class ReconfirmTime
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(48);
    private static readonly TimeSpan BeforeStart = TimeSpan.FromHours(6);
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>
    /// Until the earlier of 48 hours from now and 6 hours before the start. Null where that would be less than an hour: then there is
    /// no time to find others, and nobody loses a place for not reading mail at night. They keep it, are told, and may say that they can't come.
    /// </summary>
    public static DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset startsAt)
    {
        var latest = startsAt - BeforeStart;
        return latest - now < Shortest ? null : AnswerTimes.Whole(now + Longest < latest ? now + Longest : latest, now);
    }
}
