using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;

namespace Portal.Web.Features.Organise.Series;

/// <summary>On which days a series takes place, as an organiser chooses it.</summary>
public sealed class RhythmForm
{
    /// <summary>Codes of the days of the week, as rules write them, Monday first.</summary>
    public static IReadOnlyList<string> Weekdays { get; } = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>How often.</summary>
    public RhythmKind Kind { get; set; }

    /// <summary>For those of a week: on which days, by <see cref="Weekdays"/>.</summary>
    public List<string> Days { get; set; } = [];

    /// <summary>For one of a month: the first to fourth, or -1 for the last.</summary>
    [Range(-1, 4)]
    public int Nth { get; set; } = 1;

    /// <summary>For one of a month: which day of the week.</summary>
    public string? NthDay { get; set; } = "SA";

    /// <summary>For <see cref="RhythmKind.Rule"/>: the RRULE.</summary>
    [StringLength(SeriesRule.TextLength)]
    public string? Rule { get; set; }

    /// <summary>How it ends.</summary>
    public RhythmEnd Ends { get; set; }

    /// <summary>Its last day.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>How many times.</summary>
    [Range(1, SeriesRule.MostDates)]
    public int? Times { get; set; }

    /// <summary>Whether its shifts are published as they are made.</summary>
    public bool Publishes { get; set; } = true;

    /// <summary>What the preview showed: nothing is made of what nobody has looked at.</summary>
    public string? Seen { get; set; }

    /// <summary>The form of a rule as it is kept. What has no words of its own is a rule.</summary>
    public static RhythmForm Of(string rule)
    {
        var parts = rule.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var days = parts.GetValueOrDefault("BYDAY");
        var known = parts.Keys.All(key => key is "FREQ" or "INTERVAL" or "BYDAY" or "COUNT" or "UNTIL");
        RhythmKind? kind = !known ? null : (parts["FREQ"], parts.GetValueOrDefault("INTERVAL", "1"), days) switch
        {
            ("DAILY", "1", null) => RhythmKind.Daily,
            ("WEEKLY", "1", not null) => RhythmKind.Weekly,
            ("WEEKLY", "2", not null) => RhythmKind.Fortnightly,
            ("MONTHLY", "1", { Length: 3 or 4 }) when days[..^2] is "1" or "2" or "3" or "4" or "-1" => RhythmKind.Monthly,
            _ => null,
        };
        var form = new RhythmForm
        {
            Kind = kind ?? RhythmKind.Rule,
            Rule = kind is null ? rule : null,
            Days = kind is RhythmKind.Weekly or RhythmKind.Fortnightly ? [.. days!.Split(',')] : [],
            Until = parts.TryGetValue("UNTIL", out var until) ? DateOnly.ParseExact(until, "yyyyMMdd", CultureInfo.InvariantCulture) : null,
            Times = parts.TryGetValue("COUNT", out var times) ? int.Parse(times, CultureInfo.InvariantCulture) : null,
        };
        form.Ends = form.Until is not null ? RhythmEnd.Until : form.Times is not null ? RhythmEnd.Times : RhythmEnd.GoesOn;
        return kind != RhythmKind.Monthly ? form : form.OnThe(int.Parse(days![..^2], CultureInfo.InvariantCulture), days[^2..]);
    }

    private RhythmForm OnThe(int nth, string day)
    {
        (Nth, NthDay) = (nth, day);
        return this;
    }

    /// <summary>The rule that this comes to; null where days or the end are missing.</summary>
    public string? ToRule()
    {
        if (Kind == RhythmKind.Rule)
        {
            return Rule;
        }

        var days = Kind switch
        {
            RhythmKind.Daily => "FREQ=DAILY",
            RhythmKind.Monthly => string.Create(CultureInfo.InvariantCulture, $"FREQ=MONTHLY;BYDAY={Nth}{NthDay}"),
            _ when Days.Count == 0 => null,
            RhythmKind.Fortnightly => $"FREQ=WEEKLY;INTERVAL=2;BYDAY={string.Join(',', Days)}",
            _ => $"FREQ=WEEKLY;BYDAY={string.Join(',', Days)}",
        };
        return days is null ? null : days + EndOf();
    }

    /// <summary>Whether no end is meant.</summary>
    public bool GoesOn => Ends == RhythmEnd.GoesOn;

    /// <summary>Whether the choice of an end lacks its value.</summary>
    public bool LacksEnd => Kind != RhythmKind.Rule && ((Ends == RhythmEnd.Until && Until is null) || (Ends == RhythmEnd.Times && Times is null));

    private string EndOf() => Ends switch
    {
        RhythmEnd.Until when Until is { } day => $";UNTIL={SeriesRule.Write(day)}",
        RhythmEnd.Times when Times is { } times => string.Create(CultureInfo.InvariantCulture, $";COUNT={times}"),
        _ => "",
    };
}

/// <summary>How often a series takes place.</summary>
public enum RhythmKind
{
    /// <summary>Each week on some days.</summary>
    Weekly,

    /// <summary>Every second week on some days.</summary>
    Fortnightly,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Once a month, such as the first Saturday.</summary>
    Monthly,

    /// <summary>By an RRULE of one's own.</summary>
    Rule,
}

/// <summary>How a series ends.</summary>
public enum RhythmEnd
{
    /// <summary>After a day.</summary>
    Until,

    /// <summary>After so many times.</summary>
    Times,

    /// <summary>When somebody ends it.</summary>
    GoesOn,
}
