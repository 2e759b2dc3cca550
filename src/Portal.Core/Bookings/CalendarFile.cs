using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>A booking as a calendar sees it. It has an area and no exact place.</summary>
/// <param name="Sequence">Raised with every change, so that calendars replace what they have.</param>
/// <param name="Area">The public area, or null for work from home.</param>
/// <param name="Address">The shift's page.</param>
public sealed record CalendarEntry(Guid BookingId, int Sequence, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, string? Area, string Address)
{
    /// <summary>Confirmed, tentative or cancelled.</summary>
    public CalendarStatus Status { get; init; } = CalendarStatus.Confirmed;

    /// <summary>When the booking last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>How sure an entry is.</summary>
public enum CalendarStatus
{
    /// <summary>The place is certain.</summary>
    Confirmed,

    /// <summary>Somebody has yet to answer.</summary>
    Tentative,

    /// <summary>It does not take place, or not with this person.</summary>
    Cancelled,
}

/// <summary>Writes calendar files (RFC 5545).</summary>
public static class CalendarFile
{
    /// <summary>A file with one entry. Its UID is the booking's for good; times are local with their zone's rules beside them.</summary>
    public static string For(CalendarEntry entry)
    {
        var zone = entry.Zone.Id;
        var calendar = new Calendar { ProductId = "-//Calais Appeal//Volunteer portal//EN", Method = "PUBLISH" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone, entry.StartsAt.UtcDateTime.AddYears(-1), includeHistoricalData: false));
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{entry.BookingId}@bookings.portal",
            Sequence = entry.Sequence,
            DtStamp = new CalDateTime(entry.ChangedAt.UtcDateTime, "UTC"),
            Summary = entry.Title,
            Start = new CalDateTime(WallTime.At(entry.StartsAt, entry.Zone), zone),
            End = new CalDateTime(WallTime.At(entry.EndsAt, entry.Zone), zone),
            Location = entry.Area,
            Url = new Uri(entry.Address),
            Status = entry.Status.ToString().ToUpperInvariant(),
        });
        return new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar file is empty.");
    }
}
