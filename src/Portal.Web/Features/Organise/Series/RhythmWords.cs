using System.Globalization;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Series;

/// <summary>Says a rule as people do: "Every week on Monday and Friday, until 3 May 2027". What has no words of its own is shown as it is written.</summary>
public sealed class RhythmWords(Phrasebook texts)
{
    /// <summary>The days and the end of a series.</summary>
    public string Of(ShiftSeries series)
    {
        var parts = series.Rule.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return $"{DaysOf(parts) ?? series.Rule}, {EndOf(parts, series)}";
    }

    /// <summary>The name of a day of the week by its code.</summary>
    public static string DayName(string code)
    {
        var index = RhythmForm.Weekdays.ToList().IndexOf(code);
        return CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)((index + 1) % 7));
    }

    private string? DaysOf(Dictionary<string, string> parts)
    {
        var known = parts.Keys.All(key => key is "FREQ" or "INTERVAL" or "BYDAY" or "COUNT" or "UNTIL");
        var every = parts.GetValueOrDefault("INTERVAL", "1");
        return (known, parts["FREQ"], every, parts.GetValueOrDefault("BYDAY")) switch
        {
            (true, "DAILY", "1", null) => texts["Organise.Series.Daily"],
            (true, "WEEKLY", "1", { } days) => texts["Organise.Series.WeeklyOn", List(days)],
            (true, "WEEKLY", "2", { } days) => texts["Organise.Series.FortnightlyOn", List(days)],
            (true, "MONTHLY", "1", { Length: 3 or 4 } day) when day[..^2] is "1" or "2" or "3" or "4" or "-1" => texts["Organise.Series.MonthlyOn", texts[$"Organise.Series.Nth.{day[..^2]}"], DayName(day[^2..])],
            _ => null,
        };
    }

    private string EndOf(Dictionary<string, string> parts, ShiftSeries series)
    {
        var until = series.LastOn
            ?? (parts.TryGetValue("UNTIL", out var text) && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
        return until is { } last ? texts["Organise.Series.UntilDay", Days.Of(last, "d MMMM yyyy")]
            : parts.TryGetValue("COUNT", out var count) ? texts.Count("Organise.Series.TimesInAll", long.Parse(count, CultureInfo.InvariantCulture))
            : texts["Organise.Series.UntilEnded"];
    }

    private string List(string days)
    {
        var names = days.Split(',').OrderBy(code => RhythmForm.Weekdays.ToList().IndexOf(code)).Select(DayName).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} {texts["Organise.Series.And"]} {names[^1]}";
    }
}
