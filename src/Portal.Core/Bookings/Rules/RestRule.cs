using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Rules;

/// <summary>
/// Time to get there and time to rest: the way between two sites, the hours of work within any 24 hours, and the hours between
/// the work of two days. A shift counts for the day it starts on. One long shift by itself is the organisation's plan and breaks nothing.
/// </summary>
internal static class RestRule
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static IEnumerable<Obstacle> Check(PositionFacts position, IReadOnlyList<HeldBooking> others)
    {
        foreach (var other in others.Where(o => IsTooClose(position, o)))
        {
            yield return new(ObstacleKind.TooClose) { With = other, Days = position.Rules.TravelMinutes };
        }

        if (Tiring(position, others) is { } tiring)
        {
            yield return new(ObstacleKind.TooLittleRest) { With = tiring };
        }
    }

    private static bool IsTooClose(PositionFacts position, HeldBooking other) =>
        position.SiteId is { } here && other.SiteId is { } there && here != there
        && Gap(position, other) is { } gap && gap < TimeSpan.FromMinutes(position.Rules.TravelMinutes);

    private static HeldBooking? Tiring(PositionFacts position, IReadOnlyList<HeldBooking> others) =>
        others.FirstOrDefault(other => RestsTooLittle(position, other)) ?? TooMuchInADay(position, others);

    private static bool RestsTooLittle(PositionFacts position, HeldBooking other) =>
        position.Rules.RestHours > 0
        && WallTime.DayOf(position.StartsAt, position.Zone) != WallTime.DayOf(other.StartsAt, position.Zone)
        && Gap(position, other) is { } gap && gap < TimeSpan.FromHours(position.Rules.RestHours);

    /// <summary>The fullest 24 hours begin where some work begins, or end where some ends.</summary>
    private static HeldBooking? TooMuchInADay(PositionFacts position, IReadOnlyList<HeldBooking> others)
    {
        if (position.Rules.MostHoursADay == 0)
        {
            return null;
        }

        var spans = others.Select(o => (o.StartsAt, o.EndsAt)).Append((position.StartsAt, position.EndsAt)).ToList();
        foreach (var begin in spans.SelectMany(s => new[] { s.StartsAt, s.EndsAt - Day }).Distinct())
        {
            var worked = others.Select(o => (Other: o, Time: Within(begin, o.StartsAt, o.EndsAt))).Where(w => w.Time > TimeSpan.Zero).ToList();
            var own = Within(begin, position.StartsAt, position.EndsAt);
            if (own > TimeSpan.Zero && worked.Count > 0 && own + worked.Aggregate(TimeSpan.Zero, (sum, w) => sum + w.Time) > TimeSpan.FromHours(position.Rules.MostHoursADay))
            {
                return worked[0].Other;
            }
        }

        return null;
    }

    private static TimeSpan Within(DateTimeOffset begin, DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (from < begin ? begin : from, to > begin + Day ? begin + Day : to);
        return end > start ? end - start : TimeSpan.Zero;
    }

    /// <summary>The time between two that do not overlap; null for two that do: that is said already.</summary>
    private static TimeSpan? Gap(PositionFacts position, HeldBooking other) =>
        other.EndsAt <= position.StartsAt ? position.StartsAt - other.EndsAt
        : position.EndsAt <= other.StartsAt ? other.StartsAt - position.EndsAt
        : null;
}
