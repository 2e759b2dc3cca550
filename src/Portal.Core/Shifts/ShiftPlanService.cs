using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Shifts;

/// <summary>Makes, publishes and calls off shifts, for organisers of the organisation only.</summary>
public sealed class ShiftPlanService(Retry retry, PlaceGuard guard, Outbox outbox, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Makes a draft, or says everything that is wrong with it at once.</summary>
    public Task<CreateShiftOutcome> CreateAsync(Guid actorId, NewShift plan, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens a draft to those who may see it.</summary>
    public Task<PublishOutcome> PublishAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Calls a shift off and writes to everyone who had a place.</summary>
    public Task<CancelShiftOutcome> CancelAsync(Guid actorId, Guid shiftId, string? reason, CancellationToken cancellationToken) => throw new NotImplementedException();
}
