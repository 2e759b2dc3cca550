namespace Portal.Core.Shifts;

/// <summary>
/// Work from home that is to be done by a moment and has no hours. The one place that knows how it is stored: as a shift that starts and ends
/// in the moment it is due. So it may be booked until then, stands under that day, is reminded of before it, is over after it, and of itself
/// lasts no time; what remains to be known is that it is in nobody's way.
/// </summary>
public static class RemoteTask
{
    /// <summary>Whether what starts and ends then is a task.</summary>
    public static bool Is(DateTimeOffset startsAt, DateTimeOffset endsAt) => startsAt == endsAt;

    /// <summary>Whether one cannot do both, because both take place at a time that they share. A task can be done before and after anything.</summary>
    public static bool Collide((DateTimeOffset StartsAt, DateTimeOffset EndsAt) one, (DateTimeOffset StartsAt, DateTimeOffset EndsAt) other) =>
        !Is(one.StartsAt, one.EndsAt) && !Is(other.StartsAt, other.EndsAt) && one.StartsAt < other.EndsAt && other.StartsAt < one.EndsAt;

    /// <summary>From when something that opens so long before a shift is open: the work of a task is done before it is due, so at once.</summary>
    public static DateTimeOffset OpensAt(DateTimeOffset startsAt, DateTimeOffset endsAt, TimeSpan before) =>
        Is(startsAt, endsAt) ? DateTimeOffset.UnixEpoch : startsAt - before;
}
