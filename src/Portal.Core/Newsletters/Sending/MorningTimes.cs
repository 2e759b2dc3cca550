using Portal.Core.Shifts;

namespace Portal.Core.Newsletters.Sending;

/// <summary>Nine in the morning of a day, wherever readers live. Clock changes are treated as everywhere (see <see cref="WallTime"/>).</summary>
public static class MorningTimes
{
    /// <summary>The hour at which a morning newsletter comes.</summary>
    public static readonly TimeOnly Nine = new(9, 0);

    /// <summary>The instant in one zone.</summary>
    public static DateTimeOffset Of(DateOnly day, TimeZoneInfo zone) => WallTime.ToInstant(day.ToDateTime(Nine), zone).At;

    /// <summary>The instant in the zone of a reader; the coalition's where they named none, or one that this machine does not know.</summary>
    public static DateTimeOffset Of(DateOnly day, string zone, string coalition) => Of(day, WallTime.FindZone(zone) ?? WallTime.Zone(coalition));

    /// <summary>The instant for each of these zones, the earliest first.</summary>
    public static IReadOnlyList<(string Zone, DateTimeOffset At)> Of(DateOnly day, IEnumerable<string> zones, string coalition) =>
        [.. zones.Distinct(StringComparer.Ordinal).Select(zone => (zone, Of(day, zone, coalition))).OrderBy(morning => morning.Item2).ThenBy(morning => morning.zone, StringComparer.Ordinal)];
}
