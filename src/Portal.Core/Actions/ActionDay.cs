using Portal.Core.Shifts;

namespace Portal.Core.Actions;

/// <summary>The day that deadlines of actions go by: that of the clocks of Calais, wherever the reader is.</summary>
public static class ActionDay
{
    /// <summary>The zone of those clocks.</summary>
    public static TimeZoneInfo Zone { get; } = WallTime.Zone("Europe/Paris");

    /// <summary>Today, by those clocks.</summary>
    public static DateOnly Today(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return WallTime.DayOf(clock.GetUtcNow(), Zone);
    }
}
