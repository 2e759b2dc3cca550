using Portal.Core;
using Portal.Core.Organisations.Closures;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Home;

/// <summary>Seven days of an organiser's organisations, told from <see cref="Now"/>.</summary>
public sealed class WeekModel(IReadOnlyList<OwnOrganisation> organisations, IReadOnlyList<CoverLine> lines, DateTimeOffset now, TimeZoneInfo zone)
{
    /// <summary>How many days it looks ahead, today included.</summary>
    public const int Days = 7;

    /// <summary>What waits for this organiser, or another.</summary>
    public required WaitingCounts Waiting { get; init; }

    /// <summary>Who is in the region now.</summary>
    public required IReadOnlyList<PersonHere> Here { get; init; }

    /// <summary>Sites where nobody goes at some time of the week.</summary>
    public required IReadOnlyList<ClosedSite> Closed { get; init; }

    /// <summary>The moment that everything on the page is told from.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Whose week it is.</summary>
    public IReadOnlyList<string> Organisations { get; } = [.. organisations.Select(o => o.Name)];

    /// <summary>What of it is paused: the name and since when; no name for the whole coalition.</summary>
    public IReadOnlyList<(string? Name, DateTimeOffset Since)> Paused { get; } =
    [
        .. organisations.Select(o => o.AllPausedSince).OfType<DateTimeOffset>().Take(1).Select(since => ((string?)null, since)),
        .. organisations.Where(o => o.PausedSince is not null).Select(o => ((string?)o.Name, o.PausedSince!.Value)),
    ];

    /// <summary>The days of the grid.</summary>
    public IReadOnlyList<DateOnly> Dates { get; } = [.. Enumerable.Range(0, Days).Select(TimeWords.DayOf(now, zone).AddDays)];

    /// <summary>Positions below their minimum in shifts that have not ended, soonest first.</summary>
    public IReadOnlyList<CoverLine> Gaps { get; } = [.. lines.Where(line => line.Missing > 0 && line.EndsAt > now)];

    /// <summary>Places that are taken.</summary>
    public int Held { get; } = lines.Sum(line => Math.Min(line.Held, line.Capacity));

    /// <summary>Places in all.</summary>
    public int Capacity { get; } = lines.Sum(line => line.Capacity);

    /// <summary>Shifts with fewer than half of their places taken.</summary>
    public int UnderHalf { get; } = lines.GroupBy(line => line.ShiftId).Count(shift => shift.Sum(line => line.Held) * 2 < shift.Sum(line => line.Capacity));

    /// <summary>A row an activity, a cell a day.</summary>
    public IReadOnlyList<CoverRow> Rows =>
        [.. lines.GroupBy(line => line.ActivityId).Select(activity => new CoverRow(activity.First().Activity, [.. Dates.Select(day => CellOf(activity, day))]))];

    private static CoverCell? CellOf(IEnumerable<CoverLine> activity, DateOnly day)
    {
        var shifts = activity.Where(line => TimeWords.DayOf(line.StartsAt, line.Zone) == day).ToList();
        return shifts.Count == 0
            ? null
            : new CoverCell(shifts.Sum(line => line.Held), shifts.Sum(line => line.Capacity), shifts.Exists(line => line.Missing > 0), AddressOf(shifts, day));
    }

    private static string AddressOf(List<CoverLine> shifts, DateOnly day) =>
        shifts.TrueForAll(line => line.ShiftId == shifts[0].ShiftId) ? $"/shifts/{shifts[0].ShiftId}/roster" : $"/organise/shifts?day={day:yyyy-MM-dd}";

    /// <summary>The midnight in a zone at which the week that begins at a moment is over.</summary>
    public static DateTimeOffset Until(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeWords.In(now, zone);
        var midnight = local.Date.AddDays(Days);
        return new DateTimeOffset(midnight, TimeWords.In(now.AddDays(Days), zone).Offset).ToUniversalTime();
    }
}

/// <summary>An activity over the days; null where nothing is planned.</summary>
public sealed record CoverRow(LocalText Activity, IReadOnlyList<CoverCell?> Cells);

/// <summary>How one day of an activity is covered, and where to see who.</summary>
public sealed record CoverCell(int Held, int Capacity, bool BelowMinimum, string Address)
{
    /// <summary>The look: below a minimum, with places left, or full.</summary>
    public string Look => BelowMinimum ? "bare" : Held < Capacity ? "gap" : "";

    /// <summary>The same in a word, as a key of the resources.</summary>
    public string Key => BelowMinimum ? "Organise.Cover.Bare" : Held < Capacity ? "Organise.Cover.Gap" : "Organise.Cover.Full";
}

/// <summary>What waits for organisers.</summary>
/// <param name="People">People who wait for an answer.</param>
/// <param name="Newsletters">Newsletters that wait for a release.</param>
/// <param name="Pictures">Pictures of updates that wait for a second person; null for organisers of no member, who cannot be one.</param>
/// <param name="HeldUpdates">Planned updates that could not go out when they were due.</param>
/// <param name="Concerns">People who opened meeting points and gave the places back.</param>
public sealed record WaitingCounts(int People, int Newsletters, int? Pictures, int HeldUpdates, int Concerns);
