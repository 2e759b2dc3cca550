using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Core.Shifts.Series;

/// <summary>Takes an RRULE apart by what is allowed in it; everything else is refused by name.</summary>
internal static partial class SeriesRuleParts
{
    private const int MostInterval = 366;
    private const int MostCount = 100_000;

    // A later end says no more, and the package counts beyond the end of the calendar for one that lies there.
    private static readonly DateOnly Latest = new(2199, 12, 31);

    // In the order in which they are kept.
    private static readonly string[] Known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST"];
    private static readonly string[] OfTheClock = ["BYHOUR", "BYMINUTE", "BYSECOND"];
    private static readonly string[] TooOften = ["HOURLY", "MINUTELY", "SECONDLY"];
    private static readonly string[] Frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
    private static readonly string[] Moments = ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmss'Z'"];

    public static (SortedDictionary<string, string>? Parts, SeriesFault? Fault) Read(string text, TimeOnly start, TimeZoneInfo zone)
    {
        var parts = new SortedDictionary<string, string>(Comparer<string>.Create((a, b) => Array.IndexOf(Known, a).CompareTo(Array.IndexOf(Known, b))));
        foreach (var part in text.ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [var name, var value])
            {
                return (null, SeriesFault.RuleUnreadable);
            }

            if (OfTheClock.Contains(name))
            {
                return (null, SeriesFault.RuleHasClock);
            }

            if (name == "FREQ" && TooOften.Contains(value))
            {
                return (null, SeriesFault.TooOften);
            }

            value = name == "UNTIL" ? Day(value, start, zone) ?? "" : value;
            if (!Known.Contains(name) || !IsAllowed(name, value) || !parts.TryAdd(name, value))
            {
                return (null, SeriesFault.RuleUnreadable);
            }
        }

        return FitTogether(parts) ? (parts, null) : (null, SeriesFault.RuleUnreadable);
    }

    private static bool FitTogether(SortedDictionary<string, string> parts) =>
        parts.TryGetValue("FREQ", out var frequency)
        && !(parts.ContainsKey("COUNT") && parts.ContainsKey("UNTIL"))
        && (frequency is "MONTHLY" or "YEARLY" || !(parts.TryGetValue("BYDAY", out var days) && days.Any(char.IsDigit)))
        && (frequency == "YEARLY" || !(parts.ContainsKey("BYWEEKNO") || parts.ContainsKey("BYYEARDAY")))
        && (frequency != "WEEKLY" || !parts.ContainsKey("BYMONTHDAY"));

    private static bool IsAllowed(string name, string value) => name switch
    {
        "FREQ" => Frequencies.Contains(value),
        "INTERVAL" => IsNumber(value, 1, MostInterval),
        "COUNT" => IsNumber(value, 1, MostCount),
        "UNTIL" => value.Length > 0,
        "WKST" => Weekday().IsMatch(value),
        "BYDAY" => value.Split(',').All(day => Weekday().IsMatch(day)) || value.Split(',').All(day => NumberedWeekday().IsMatch(day)),
        "BYMONTH" => value.Split(',').All(month => IsNumber(month, 1, 12)),
        "BYWEEKNO" => value.Split(',').All(week => IsNumber(week, -53, 53)),
        "BYMONTHDAY" => value.Split(',').All(day => IsNumber(day, -31, 31)),
        _ => value.Split(',').All(day => IsNumber(day, -366, 366)),
    };

    private static bool IsNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number != 0 && number >= least && number <= most;

    private static string? Day(string until, TimeOnly start, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(until, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return SeriesRule.Write(day < Latest ? day : Latest);
        }

        if (!DateTime.TryParseExact(until, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return null;
        }

        var wall = until.EndsWith('Z') ? TimeZoneInfo.ConvertTimeFromUtc(moment, zone) : moment;
        day = DateOnly.FromDateTime(wall);
        day = day < Latest ? day : Latest;
        return start <= TimeOnly.FromDateTime(wall) ? SeriesRule.Write(day) : day == DateOnly.MinValue ? null : SeriesRule.Write(day.AddDays(-1));
    }

    [GeneratedRegex("^(MO|TU|WE|TH|FR|SA|SU)$")]
    private static partial Regex Weekday();

    [GeneratedRegex("^[+-]?[1-5][0-3]?(MO|TU|WE|TH|FR|SA|SU)$")]
    private static partial Regex NumberedWeekday();
}
