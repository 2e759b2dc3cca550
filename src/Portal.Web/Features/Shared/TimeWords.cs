using System.Globalization;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Shared;

/// <summary>
/// Says instants as people do, in the language of the current culture and the zone that it is given.
/// It reads no clock: all that stands together on a page is told from the one moment that the page was made.
/// </summary>
public sealed class TimeWords(Phrasebook texts)
{
    private const string DayPattern = "dddd d MMMM";
    private static readonly TimeSpan Evening = TimeSpan.FromHours(18);
    private static readonly TimeSpan CountedInHours = TimeSpan.FromHours(12);

    /// <summary>The zone of Calais, which the list's days are told in.</summary>
    public static TimeZoneInfo Calais { get; } = Zone("Europe/Paris");

    /// <summary>A zone by its IANA name; UTC where there is none of that name.</summary>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>The zone in which a shift is told: its own, or for work from home that of the reader.</summary>
    public static TimeZoneInfo ToldIn(bool remote, TimeZoneInfo zone, Viewer? reader) => remote && reader is not null ? Zone(reader.TimeZone) : zone;

    /// <summary>An instant as the clocks of a zone show it.</summary>
    public static DateTimeOffset In(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone);

    /// <summary>The day of an instant in a zone.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(In(at, zone).Date);

    /// <summary>The value of <c>datetime</c> on a <c>time</c> element, with the zone's offset.</summary>
    public static string Machine(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>Such as "18:00".</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => In(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Such as "18:00–21:00", or "by 18:00" for a task. A word joiner after the dash keeps it on one line, for lines break after dashes.</summary>
    public string Span(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone) =>
        RemoteTask.Is(from, to) ? texts["Shifts.Task.ByClock", Clock(to, zone)] : $"{Clock(from, zone)}–\u2060{Clock(to, zone)}";

    /// <summary>When it starts, such as "18:00", or "by 18:00" for a task.</summary>
    public string Begins(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone) => RemoteTask.Is(from, to) ? Span(from, to, zone) : Clock(from, zone);

    /// <summary>Such as "Friday 15 January", with a capital wherever it stands first.</summary>
    public static string Day(DateOnly day) => Capital(Days.Of(day, DayPattern));

    /// <summary>The same inside a line: French begins days with a small letter.</summary>
    public static string DayInside(DateOnly day) => Days.Of(day, DayPattern);

    /// <summary>Such as "Fri 15": the head of a narrow column.</summary>
    public static string ShortDay(DateOnly day) => Capital(Days.Of(day, "ddd d"));

    /// <summary>Such as "15 January 2027": for what lies far from today.</summary>
    public static string Date(DateTimeOffset at, TimeZoneInfo zone) => Days.Of(DayOf(at, zone), "d MMMM yyyy");

    /// <summary>Such as "Today, Thursday 14 January".</summary>
    public string Heading(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => texts["Shifts.Time.Today", DayInside(day)],
        1 => texts["Shifts.Time.Tomorrow", DayInside(day)],
        _ => day.Year == today.Year || day.DayNumber - today.DayNumber is > 0 and < 200
            ? Day(day)
            : Capital(day.ToString(DayPattern + " yyyy", CultureInfo.CurrentCulture)),
    };

    /// <summary>Such as "Tomorrow, Friday 15 January, 10:00–14:00", or "To be done by tomorrow, Friday 15 January, 18:00".</summary>
    public string Whole(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, DateTimeOffset now) => RemoteTask.Is(from, to)
        ? texts["Shifts.Task.By", WholeDay(to, zone, now), Clock(to, zone)]
        : $"{Heading(DayOf(from, zone), DayOf(now, zone))}, {Span(from, to, zone)}";

    /// <summary>The same inside a sentence, such as "tomorrow, Friday 15 January, 10:00–14:00".</summary>
    public string WholeInside(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, DateTimeOffset now) => RemoteTask.Is(from, to)
        ? texts["Shifts.Task.ByInside", WholeDay(to, zone, now), Clock(to, zone)]
        : $"{WholeDay(from, zone, now)}, {Span(from, to, zone)}";

    private string WholeDay(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (day, today) = (DayOf(at, zone), DayOf(now, zone));
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => texts["Shifts.Time.TodayInside", DayInside(day)],
            1 => texts["Shifts.Time.TomorrowInside", DayInside(day)],
            _ => DayInside(day),
        };
    }

    /// <summary>How long a shift lasts, such as "3 h 30 min"; of a task, that it has no hours.</summary>
    public string Length(DateTimeOffset from, DateTimeOffset to) => RemoteTask.Is(from, to) ? texts["Shifts.Task.NoHours"] : Duration(to - from);

    /// <summary>That a shift goes on into another day, such as "ends the next day"; null for one that ends on its own.</summary>
    public string? EndsLater(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, DateTimeOffset now) => (DayOf(to, zone).DayNumber - DayOf(from, zone).DayNumber) switch
    {
        0 => null,
        1 => texts["Shifts.Time.EndsNextDay"],
        _ => texts["Shifts.Time.EndsOn", MomentOn(to, zone, now)],
    };

    /// <summary>A moment inside a sentence, by its day whatever today is, such as "Friday 15 January at 08:00".</summary>
    public string DayAndClock(DateTime wall) =>
        texts["Shifts.Time.DayAt", DayInside(DateOnly.FromDateTime(wall)), wall.ToString("HH:mm", CultureInfo.InvariantCulture)];

    /// <summary>A moment after words such as "until", such as "tonight at 22:00" or "Friday 15 January at 08:00".</summary>
    public string Moment(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now) => MomentBy("Shifts.Time.DayAt", at, zone, now);

    /// <summary>A moment at which something happens, such as "tonight at 22:00" or "on Friday 15 January at 08:00".</summary>
    public string MomentOn(DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now) => MomentBy("Shifts.Time.OnDayAt", at, zone, now);

    private string MomentBy(string day, DateTimeOffset at, TimeZoneInfo zone, DateTimeOffset now)
    {
        var local = In(at, zone);
        var clock = Clock(at, zone);
        return (DayOf(at, zone).DayNumber - DayOf(now, zone).DayNumber) switch
        {
            0 => texts[local.TimeOfDay >= Evening ? "Shifts.Time.TonightAt" : "Shifts.Time.TodayAt", clock],
            1 => texts["Shifts.Time.TomorrowAt", clock],
            -1 => texts["Shifts.Time.YesterdayAt", clock],
            _ => texts[day, DayInside(DayOf(at, zone)), clock],
        };
    }

    /// <summary>Such as "3 h 30 min". Less than a minute is told as a minute.</summary>
    public string Duration(TimeSpan length)
    {
        var minutes = Math.Max(1, (long)Math.Floor(length.TotalMinutes));
        var (hours, rest) = Math.DivRem(minutes, 60);
        return (hours, rest) switch
        {
            (0, _) => texts["Shifts.Time.Minutes", rest],
            (_, 0) => texts["Shifts.Time.Hours", hours],
            _ => texts["Shifts.Time.HoursMinutes", hours, rest],
        };
    }

    /// <summary>
    /// How far away a shift is: "In 5 h 40 min" while hours are easy to count, then "Tomorrow, 09:30", then "In 3 days" by the
    /// calendar; "Now" or "Over".
    /// </summary>
    public string Countdown(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, DateTimeOffset now)
    {
        var wait = from - now;
        var days = DayOf(from, zone).DayNumber - DayOf(now, zone).DayNumber;
        return days switch
        {
            _ when to <= now => texts["Shifts.Time.Over"],
            _ when wait <= TimeSpan.Zero => texts["Shifts.Time.Now"],
            _ when wait <= CountedInHours => texts["Shifts.Time.In", Duration(wait)],
            0 => texts[In(from, zone).TimeOfDay >= Evening ? "Shifts.Time.TonightClock" : "Shifts.Time.Today", Clock(from, zone)],
            1 => texts["Shifts.Time.Tomorrow", Clock(from, zone)],
            _ => texts.Count("Shifts.Time.InDays", days),
        };
    }

    /// <summary>The name of a zone by a place in it, such as "Calais" or "Athens".</summary>
    public static string ZoneName(TimeZoneInfo zone) => WallTime.PlaceOf(zone);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];
}
