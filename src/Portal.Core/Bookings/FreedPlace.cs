namespace Portal.Core.Bookings;

/// <summary>A place that comes free, and what freed it: a booking in a version of it, or a walk-in.</summary>
internal sealed record FreedPlace(Guid PositionId, Guid By, int Version);

/// <summary>Somebody in the line of a position.</summary>
internal sealed record WaitingPerson(Guid BookingId, Guid ShiftId, Guid SupporterId, string Language);
