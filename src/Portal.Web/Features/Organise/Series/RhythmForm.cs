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
