using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Takes places and gives them back. Each use case is one transaction and is repeated as a whole after a collision.</summary>
public sealed class BookingService(Retry retry, PlaceGuard guard, Outbox outbox, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Asks for a place. The same form key gets the same answer, however often it is posted.</summary>
    public Task<BookOutcome> BookAsync(Guid supporterId, Guid positionId, Guid formKey, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Gives one's own place back, until the shift starts.</summary>
    public Task<CancelOutcome> CancelAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
