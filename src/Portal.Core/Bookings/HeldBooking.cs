namespace Portal.Core.Bookings;

/// <summary>A live booking of a person that is not over yet, as far as eligibility needs to know.</summary>
public sealed record HeldBooking(Guid BookingId, Guid ShiftId, BookingState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, LocalText Activity);
