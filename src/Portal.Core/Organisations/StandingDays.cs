namespace Portal.Core.Organisations;

/// <summary>The days of the week on which a member is usually there. Stored as a number; its bits never change their meaning.</summary>
[Flags]
public enum StandingDays
{
    /// <summary>No day in particular.</summary>
    None = 0,

    /// <summary>Mondays.</summary>
    Monday = 1,

    /// <summary>Tuesdays.</summary>
    Tuesday = 2,

    /// <summary>Wednesdays.</summary>
    Wednesday = 4,

    /// <summary>Thursdays.</summary>
    Thursday = 8,

    /// <summary>Fridays.</summary>
    Friday = 16,

    /// <summary>Saturdays.</summary>
    Saturday = 32,

    /// <summary>Sundays.</summary>
    Sunday = 64,
}

/// <summary>Standing days by the calendar.</summary>
public static class StandingDaysOfWeek
{
    /// <summary>The day as one of them. Weeks begin on Monday (ISO 8601).</summary>
    public static StandingDays Of(DayOfWeek day) => (StandingDays)(1 << (((int)day + 6) % 7));

    /// <summary>Whether that day is among them.</summary>
    public static bool Include(this StandingDays days, DateOnly day) => days.HasFlag(Of(day.DayOfWeek));
}
