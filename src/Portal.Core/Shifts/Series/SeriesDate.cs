namespace Portal.Core.Shifts.Series;

/// <summary>One date of a series as instants. The length is time that passes, so that after a night of a clock change the end reads otherwise.</summary>
/// <param name="ClockMoved">Whether the usual start does not exist that day and was moved forward by the gap.</param>
/// <param name="EndsOtherwise">Whether the clock shows another end than usually.</param>
public sealed record SeriesDate(DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool ClockMoved, bool EndsOtherwise)
{
    /// <summary>The date of a day.</summary>
    public static SeriesDate Of(DateOnly day, TimeOnly start, TimeSpan length, TimeZoneInfo zone)
    {
        var wall = day.ToDateTime(start);
        var (at, moved) = WallTime.ToInstant(wall, zone);
        return new(day, at, at + length, moved, WallTime.At(at + length, zone) != wall + length);
    }
}
