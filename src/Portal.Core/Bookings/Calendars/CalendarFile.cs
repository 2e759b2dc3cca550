using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Calendars;

/// <summary>Writes calendar files (RFC 5545). Times are local, with their zone's rules beside them.</summary>
public static class CalendarFile
{
    // RFC 7986, 5.7, and the older name that calendars look for.
    private const string Refresh = "PT1H";

    /// <summary>A file with one entry, as it is attached to a mail.</summary>
    public static string For(CalendarEntry entry) => Write([entry], new Calendar { Method = "PUBLISH" });

    /// <summary>A feed: it has a name, and asks to be fetched again every hour.</summary>
    public static string Feed(IReadOnlyList<CalendarEntry> entries, string name)
    {
        var calendar = new Calendar();
        calendar.AddProperty(new CalendarProperty("NAME", name));
        calendar.AddProperty(new CalendarProperty("X-WR-CALNAME", name));
        var interval = new CalendarProperty("REFRESH-INTERVAL", Refresh);
        interval.AddParameter("VALUE", "DURATION");
        calendar.AddProperty(interval);
        calendar.AddProperty(new CalendarProperty("X-PUBLISHED-TTL", Refresh));
        return Write(entries, calendar);
    }

    private static string Write(IReadOnlyList<CalendarEntry> entries, Calendar calendar)
    {
        calendar.ProductId = "-//Calais Appeal//Volunteer portal//EN";
        foreach (var zone in entries.GroupBy(e => e.Zone.Id, StringComparer.Ordinal))
        {
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone.Key, zone.Min(e => e.StartsAt).UtcDateTime.AddYears(-1), includeHistoricalData: false));
        }

        calendar.Events.AddRange(entries.Select(Event));
        return new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar file is empty.");
    }

    private static CalendarEvent Event(CalendarEntry entry) => new()
    {
        // A task is an event without an end, which by RFC 5545, 3.6.1 ends in the moment it begins: the moment it is due. A to-do (VTODO)
        // would say more, but the calendars of most phones show none. It takes up no time, so that nobody is shown as busy.
        Transparency = RemoteTask.Is(entry.StartsAt, entry.EndsAt) ? TransparencyType.Transparent : null,
        Uid = entry.Uid,
        Sequence = entry.Sequence,
        DtStamp = new CalDateTime(entry.ChangedAt.UtcDateTime, "UTC"),
        Summary = entry.Title,
        Start = Time(entry.StartsAt, entry.Zone),
        End = RemoteTask.Is(entry.StartsAt, entry.EndsAt) ? null : Time(entry.EndsAt, entry.Zone),
        Location = entry.Area,
        Url = new Uri(entry.Address),
        Status = entry.Status.ToString().ToUpperInvariant(),
    };

    // A local time that exists twice means the first by the standard, and the second to some readers: UTC leaves no doubt.
    private static CalDateTime Time(DateTimeOffset at, TimeZoneInfo zone)
    {
        var wall = WallTime.At(at, zone);
        return zone.IsAmbiguousTime(wall) ? new CalDateTime(at.UtcDateTime, "UTC") : new CalDateTime(wall, zone.Id);
    }
}
