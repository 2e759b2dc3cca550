using System.Globalization;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace Portal.Core.Shifts.Series;

/// <summary>
/// The days on which a series takes place, as an RRULE (RFC 5545) in local wall time: day by day or rarer, for the time of day stands
/// beside it. Read by a list of what is allowed before anything is computed, and every computation ends soon, whatever was written.
/// </summary>
public sealed class SeriesRule
{
    /// <summary>Longest text of a rule.</summary>
    public const int TextLength = 200;

    /// <summary>How many dates a rule yields at most from its first day to its end.</summary>
    public const int MostDates = 500;

    /// <summary>How many years a rule runs at most.</summary>
    public const int MostYears = 5;

    // A rule that never matches, such as 30 February, is given up after this many tries: some 50 ms at worst.
    private static readonly EvaluationOptions Bounded = new() { MaxUnmatchedIncrementsLimit = 1000 };

    private SeriesRule(string text, bool ends) => (Text, Ends) = (text, ends);

    /// <summary>The rule as it is kept, its parts in a fixed order and an end told as a day.</summary>
    public string Text { get; }

    /// <summary>Whether it says how often or until when.</summary>
    public bool Ends { get; }

    /// <summary>Reads a rule. An end that is an instant (<c>UNTIL=…Z</c>) becomes the last day whose <paramref name="start"/> in the zone does not come after it.</summary>
    public static (SeriesRule? Rule, SeriesFault? Fault) Read(string? text, TimeOnly start, TimeZoneInfo zone)
    {
        var written = (text ?? "").Trim();
        written = written.StartsWith("RRULE:", StringComparison.OrdinalIgnoreCase) ? written[6..].Trim() : written;
        if (written.Length == 0)
        {
            return (null, SeriesFault.RuleMissing);
        }

        if (written.Length > TextLength)
        {
            return (null, SeriesFault.RuleTooLong);
        }

        var (parts, fault) = SeriesRuleParts.Read(written, start, zone);
        if (parts is null)
        {
            return (null, fault);
        }

        var rule = new SeriesRule(string.Join(';', parts.Select(part => $"{part.Key}={part.Value}")), parts.ContainsKey("COUNT") || parts.ContainsKey("UNTIL"));
        return rule.TryParse() is null ? (null, SeriesFault.RuleUnreadable) : (rule, null);
    }

    /// <summary>A rule as it was kept.</summary>
    public static SeriesRule Kept(string text) => new(text, text.Contains("COUNT=", StringComparison.Ordinal) || text.Contains("UNTIL=", StringComparison.Ordinal));

    /// <summary>What stands against the whole run of a rule: too many dates, too long, none at all. A rule without an end is asked only for its first date.</summary>
    public SeriesFault? FaultFrom(DateOnly first)
    {
        var last = LastDay(first);
        var dates = Dates(first, last, Ends ? MostDates + 1 : 1, out var brokenOff);
        return dates.Count == 0 ? SeriesFault.NoDates
            : Ends && dates.Count > MostDates ? SeriesFault.TooManyDates
            : Ends && brokenOff ? SeriesFault.RunsTooLong
            : null;
    }

    /// <summary>The dates from the first day through another, at most so many.</summary>
    public IReadOnlyList<DateOnly> Dates(DateOnly first, DateOnly through, int most = MostDates) => Dates(first, through, most, out _);

    /// <summary>Days from the first on, in which a rule must have ended.</summary>
    private static DateOnly LastDay(DateOnly first) => first.AddYears(MostYears);

    private List<DateOnly> Dates(DateOnly first, DateOnly through, int most, out bool brokenOff)
    {
        var dates = new List<DateOnly>();
        brokenOff = false;
        try
        {
            foreach (var period in new RecurrencePatternEvaluator(TryParse()!).Evaluate(new CalDateTime(first), null, Bounded))
            {
                if (period.StartTime.Date > through)
                {
                    brokenOff = true;
                    break;
                }

                dates.Add(period.StartTime.Date);
                if (dates.Count == most)
                {
                    break;
                }
            }
        }
        catch (EvaluationException)
        {
            // It matched nothing for so long that nothing more is expected, or it reached the end of the calendar.
            brokenOff = dates.Count > 0;
        }

        return dates;
    }

    private RecurrenceRule? TryParse()
    {
        try
        {
            return new RecurrenceRule(Text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A day as rules write it.</summary>
    public static string Write(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
