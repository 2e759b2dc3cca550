using Portal.Core.Bookings;

namespace Portal.Core.Shifts.Changes;

/// <summary>A shift that is being changed: how it was, how it is now, and what was decided about those who are on it.</summary>
/// <param name="Shift">Changed and saved, not yet committed.</param>
internal sealed record ChangedShift(Shift Shift, ShiftAsKnown Before, Guid ActorId, DateTimeOffset Now)
{
    // So close to a start people may be on their way: they are told at once.
    private static readonly TimeSpan SettingOff = TimeSpan.FromHours(1);

    public ShiftAsKnown After { get; } = ShiftAsKnown.Of(Shift);

    public IReadOnlyDictionary<Guid, SurplusChoice> Choices { get; init; } = new Dictionary<Guid, SurplusChoice>();

    /// <summary>Whether people are told at once.</summary>
    public bool IsUrgent { get; init; }

    public ChangeKind Kind => Shift.Status == ShiftStatus.Published ? Before.To(After) : ChangeKind.None;

    public bool HasBegun => Before.StartsAt <= Now;

    /// <summary>Until when a request that stands is answered.</summary>
    public DateTimeOffset AnswerTime => Placement.AnswerTime(Now, Shift.StartsAt);

    /// <summary>From when a message may go out.</summary>
    public DateTimeOffset TellFrom =>
        IsUrgent || Before.StartsAt - Now < SettingOff || After.StartsAt - Now < SettingOff ? Now : Now + ChangedBookings.Together;
}
