namespace Portal.Core.Bookings.Attendance;

/// <summary>A check-in that was made on a phone, perhaps without network, and may be sent more than once.</summary>
/// <param name="Id">Chosen by the phone: under it the check-in is taken once.</param>
/// <param name="At">When somebody tapped, by the phone's clock.</param>
public sealed record Tap(Guid Id, DateTimeOffset At);
