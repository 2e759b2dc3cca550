using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Bookings;

/// <summary>Writes the reminders that are due. It looks for what is due rather than planning ahead, so that a stopped server catches up; running twice does no harm.</summary>
public sealed class ReminderService(Retry retry, Outbox outbox, MailBell bell, TimeProvider clock)
{
    /// <summary>Writes what is due now and returns how many messages that were.</summary>
    public Task<int> WriteDueAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
