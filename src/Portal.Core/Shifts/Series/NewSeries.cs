namespace Portal.Core.Shifts.Series;

/// <summary>A series as an organiser plans it.</summary>
/// <param name="Plan">What each shift is like; its start tells the first day and the time of day, start and end together how long each lasts.</param>
/// <param name="Rule">The days, as an RRULE.</param>
public sealed record NewSeries(NewShift Plan, string? Rule)
{
    /// <summary>Whether somebody has said that it goes on until it is ended: only then may the rule have no end.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Whether its shifts are published as they are made.</summary>
    public bool Publishes { get; init; }

    /// <summary>The day from which the rule counts.</summary>
    public DateOnly FirstOn => DateOnly.FromDateTime(Plan.StartsAt);

    /// <summary>The time of day.</summary>
    public TimeOnly StartsAt => TimeOnly.FromDateTime(Plan.StartsAt);

    /// <summary>How long each lasts.</summary>
    public TimeSpan Length => Plan.EndsAt - Plan.StartsAt;
}
