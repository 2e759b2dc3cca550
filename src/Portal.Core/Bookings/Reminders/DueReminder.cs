namespace Portal.Core.Bookings.Reminders;

/// <summary>A reminder whose time has come, or has gone by.</summary>
internal sealed record DueReminder(Guid BookingId, Guid ShiftId, int ShiftVersion, Guid RuleId, Guid SupporterId, string Language, DateTimeOffset StartsAt)
{
    /// <summary>Whether it would come too late to be of use.</summary>
    public required bool IsLate { get; init; }

    /// <summary>One message per booking, rule and shift version.</summary>
    public string Key => KeyOf(ShiftVersion);

    /// <summary>The keys under which this rule may have been kept. What was sent before the shift changed does not come late because of the change.</summary>
    public IEnumerable<string> Keys => IsLate ? Enumerable.Range(0, ShiftVersion + 1).Select(KeyOf) : [Key];

    private string KeyOf(int version) => $"reminder:{BookingId}:{RuleId}:{version}";
}
