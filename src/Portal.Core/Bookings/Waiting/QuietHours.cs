using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>The hours in which no reminder goes out: 21:00 to 08:00 on the clock of a zone.</summary>
public static class QuietHours
{
    private const int Begin = 21;
    private const int End = 8;

    /// <summary>Half an hour before they begin, so that what is sent then also arrives before.</summary>
    private static readonly TimeSpan LastCall = new(20, 30, 0);

    /// <summary>Whether an instant falls into them.</summary>
    public static bool Contain(DateTimeOffset instant, TimeZoneInfo zone) => WallTime.At(instant, zone).Hour is >= Begin or < End;

    /// <summary>The instant itself, or 20:30 of the evening before when it falls into them. Never later.</summary>
    public static DateTimeOffset Before(DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (!Contain(instant, zone))
        {
            return instant;
        }

        var wall = WallTime.At(instant, zone);
        var evening = wall.Hour >= Begin ? wall.Date : wall.Date.AddDays(-1);
        return WallTime.ToInstant(evening + LastCall, zone).At;
    }

    /// <summary>The instant itself, or 08:00 when it falls into them. Never earlier.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (!Contain(instant, zone))
        {
            return instant;
        }

        var wall = WallTime.At(instant, zone);
        var morning = wall.Hour >= Begin ? wall.Date.AddDays(1) : wall.Date;
        return WallTime.ToInstant(morning.AddHours(End), zone).At;
    }
}
