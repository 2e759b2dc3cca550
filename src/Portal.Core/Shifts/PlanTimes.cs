using Portal.Core.Shifts.Series;
namespace Portal.Core.Shifts;

/// <summary>The instants of a plan, and whether a wall time of it does not exist and was moved.</summary>
internal sealed record PlanTimes(DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? OpensAt, bool Moved)
{
    /// <summary>Those of a date of a series.</summary>
    public static PlanTimes Of(SeriesDate date) => new(date.StartsAt, date.EndsAt, null, date.ClockMoved);

    public static PlanTimes Of(NewShift plan, TimeZoneInfo zone)
    {
        var start = WallTime.ToInstant(plan.StartsAt, zone);
        var end = WallTime.ToInstant(plan.EndsAt, zone);
        var opens = plan.BookingOpensAt is { } wall ? WallTime.ToInstant(wall, zone) : ((DateTimeOffset At, bool Moved)?)null;
        return new(start.At, end.At, opens?.At, start.Moved || end.Moved || opens?.Moved == true);
    }
}
