namespace Portal.Core.Shifts;

/// <summary>Turns what clocks on walls show into instants and back. A time that a clock change skips is moved forward by the gap; of one that exists twice the first is taken.</summary>
public static class WallTime
{
    /// <summary>The instant of a local time. <c>Moved</c> says that this local time does not exist.</summary>
    public static (DateTimeOffset At, bool Moved) ToInstant(DateTime local, TimeZoneInfo zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(wall))
        {
            // The offset from before the change tells an instant after it, whose wall time is later by the gap.
            return (Instant(wall, zone.GetUtcOffset(wall.AddDays(-1))), true);
        }

        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return (Instant(wall, offset), false);
    }

    /// <summary>What a clock in the zone shows at an instant.</summary>
    public static DateTime At(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The day it is in the zone at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(At(instant, zone));

    /// <summary>The zone of an IANA name, or null when there is none.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        !string.IsNullOrWhiteSpace(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    // At both ends of the calendar an offset may lead out of it: whoever writes such a day gets its end.
    private static DateTimeOffset Instant(DateTime wall, TimeSpan offset) =>
        new(Math.Clamp(wall.Ticks - offset.Ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    /// <summary>The zone of a stored name; UTC when this machine does not know it.</summary>
    public static TimeZoneInfo Zone(string name) => FindZone(name) ?? TimeZoneInfo.Utc;

    /// <summary>The place whose clocks a zone is called after, everywhere alike: Calais for its own, such as "Sao Paulo" for others.</summary>
    public static string PlaceOf(TimeZoneInfo zone) => zone.Id == "Europe/Paris" ? "Calais" : zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
