using Portal.Core.Resources;

namespace Portal.Core.Bookings.Calendars;

/// <summary>A shift as a person's calendar sees it. It has an area and no exact place.</summary>
/// <param name="Uid">The same for good (RFC 5545, 3.8.4.7).</param>
/// <param name="Sequence">Raised with every change of the booking or its shift, so that calendars replace what they have.</param>
/// <param name="Area">The public area, or null for work from home.</param>
/// <param name="Address">The shift's page.</param>
public sealed record CalendarEntry(string Uid, int Sequence, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, string? Area, string Address)
{
    private static readonly BookingState[] Unsure = [BookingState.Requested, BookingState.Waitlisted, BookingState.Offered];

    /// <summary>Confirmed, tentative or cancelled.</summary>
    public CalendarStatus Status { get; init; } = CalendarStatus.Confirmed;

    /// <summary>When the booking last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What a booking is called in calendars.</summary>
    public static string UidOf(Guid bookingId) => $"{bookingId}@bookings.portal";

    /// <summary>What a shift that one leads is called in calendars.</summary>
    public static string UidOfLed(Guid shiftId) => $"{shiftId}@led.portal";

    /// <summary>Higher than before whenever booking or shift have changed: both versions only ever rise.</summary>
    public static int SequenceOf(int bookingVersion, int shiftVersion) => bookingVersion + shiftVersion - 1;

    /// <summary>How sure a booking in a state is, on a shift that takes place.</summary>
    public static CalendarStatus StatusOf(BookingState booking) =>
        !BookingStates.Live.Contains(booking) || booking is BookingState.NoShow or BookingState.Excused ? CalendarStatus.Cancelled
        : Unsure.Contains(booking) ? CalendarStatus.Tentative
        : CalendarStatus.Confirmed;
}

/// <summary>What entries are called.</summary>
internal static class CalendarTitles
{
    /// <summary>What is done and as what; of a task also that the moment is the one it is due.</summary>
    public static string CalendarTitle(this Phrasebook words, LocalText activity, LocalText? position, bool isTask)
    {
        var title = position is null ? activity.ToString() : $"{activity} · {position}";
        return isTask ? words["Bookings.Calendar.Due", title] : title;
    }
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
