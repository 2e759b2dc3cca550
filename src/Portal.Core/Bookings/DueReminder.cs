namespace Portal.Core.Bookings;

/// <summary>A reminder whose time has come.</summary>
internal sealed record DueReminder(Guid BookingId, Guid ShiftId, int ShiftVersion, Guid RuleId, Guid SupporterId, string Language, DateTimeOffset StartsAt)
{
    /// <summary>One message per booking, rule and shift version.</summary>
    public string Key => $"reminder:{BookingId}:{RuleId}:{ShiftVersion}";
}
