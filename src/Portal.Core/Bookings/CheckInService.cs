using Portal.Core.Data;

namespace Portal.Core.Bookings;

/// <summary>Checks people in on their shift, by its lead or an organiser of the organisation.</summary>
public sealed class CheckInService(Retry retry, TimeProvider clock)
{
    /// <summary>Notes that somebody is there.</summary>
    public Task<CheckInOutcome> CheckInAsync(Guid actorId, Guid bookingId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Takes that back.</summary>
    public Task<CheckInOutcome> UndoAsync(Guid actorId, Guid bookingId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
