namespace Portal.Core.Shifts.Changes;

/// <summary>What people agreed to when they took a place: when, where and what. Identifiers, so that it may wait in a message.</summary>
/// <param name="WasCancelled">Whether they were told that it does not take place.</param>
internal sealed record ShiftAsKnown(DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid? SiteId, Guid ActivityId, bool WasCancelled = false)
{
    public static ShiftAsKnown Of(Shift shift) => new(shift.StartsAt, shift.EndsAt, shift.SiteId, shift.ActivityId, shift.Status == ShiftStatus.Cancelled);

    /// <summary>What it means to those who come that it is another now.</summary>
    public ChangeKind To(ShiftAsKnown now) =>
        this == now ? ChangeKind.None
        : SiteId == now.SiteId && ActivityId == now.ActivityId && WasCancelled == now.WasCancelled && StartsAt <= now.StartsAt && now.EndsAt <= EndsAt ? ChangeKind.Shortened
        : ChangeKind.Moved;
}

/// <summary>What a change means to those who come.</summary>
internal enum ChangeKind
{
    /// <summary>Nothing that anybody agreed to.</summary>
    None,

    /// <summary>Less of what they agreed to: they are told.</summary>
    Shortened,

    /// <summary>Another time, place or work: they are asked again.</summary>
    Moved,
}
