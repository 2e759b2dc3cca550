using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Reminders;

/// <summary>
/// In which time zone somebody sleeps who has a place on a shift: at home, but where they are near the site, by a stay or because it is the
/// day of the shift itself, on the site's clock.
/// </summary>
/// <param name="Home">The zone they live in, or that of the shift where they never said.</param>
/// <param name="Site">The zone of the site; null for work from home.</param>
/// <param name="ShiftDay">The day of the shift on the site's clock.</param>
/// <param name="Stays">First and last days on which they are in the region.</param>
public sealed record Whereabouts(TimeZoneInfo Home, TimeZoneInfo? Site, DateOnly ShiftDay, IReadOnlyList<(DateOnly First, DateOnly Last)> Stays)
{
    /// <summary>Somebody who is always in one zone.</summary>
    public static Whereabouts Always(TimeZoneInfo zone) => new(zone, null, default, []);

    /// <summary>The zone that counts at an instant.</summary>
    public TimeZoneInfo ZoneAt(DateTimeOffset instant)
    {
        if (Site is null)
        {
            return Home;
        }

        var day = DateOnly.FromDateTime(WallTime.At(instant, Site));
        return day == ShiftDay || Stays.Any(stay => stay.First <= day && day <= stay.Last) ? Site : Home;
    }
}
