using Portal.Core.Bookings.Waiting;

namespace Portal.Core.Bookings.Reminders;

/// <summary>When a reminder is due, and until when it still makes sense. Hours before the start are elapsed hours, whatever clocks do between.</summary>
/// <param name="DueAt">The rule's time, or the evening before when that falls into quiet hours.</param>
/// <param name="LatestAt">A quarter of the lead later; after it the reminder is not written any more.</param>
public sealed record ReminderTime(DateTimeOffset DueAt, DateTimeOffset LatestAt)
{
    /// <summary>The most that quiet hours move a reminder forward.</summary>
    public static TimeSpan MostEarlier { get; } = TimeSpan.FromHours(13);

    /// <summary>Booked this close to a rule's time, the confirmation is reminder enough.</summary>
    public static TimeSpan CoveredByConfirmation { get; } = TimeSpan.FromHours(2);

    /// <summary>The times of a rule for a shift, with the quiet hours of where somebody is then.</summary>
    public static ReminderTime Of(DateTimeOffset startsAt, int hoursBefore, Whereabouts person)
    {
        var time = startsAt.AddHours(-hoursBefore);
        var due = QuietHours.Before(time, person.ZoneAt(time));
        return new(due, due + ((startsAt - due) / 4));
    }

    /// <summary>Whether it is to be written now for somebody whose place was confirmed at an instant. What could not be sent before quiet hours waits for their end.</summary>
    public bool IsDue(DateTimeOffset now, DateTimeOffset confirmedAt, Whereabouts person) =>
        DueAt <= now && now <= LatestAt && IsFor(confirmedAt) && !QuietHours.Contain(now, person.ZoneAt(now));

    /// <summary>Whether it should have been written before now, and is of no use any more.</summary>
    public bool IsLate(DateTimeOffset now, DateTimeOffset confirmedAt) => LatestAt < now && IsFor(confirmedAt);

    private bool IsFor(DateTimeOffset confirmedAt) => confirmedAt <= DueAt - CoveredByConfirmation;
}
