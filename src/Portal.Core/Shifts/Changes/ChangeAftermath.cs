using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Mail;

namespace Portal.Core.Shifts.Changes;

/// <summary>What follows a commit: screens and mail are woken, and kept places are offered. A process that dies before leaves nothing undone, for jobs do the same.</summary>
public sealed class ChangeAftermath(Promotion promotion, MailBell bell, ShiftHints hints)
{
    internal async Task RunAsync(IReadOnlyList<Guid> shifts, IReadOnlyList<Guid> waitedFor, CancellationToken cancellationToken)
    {
        bell.Ring();
        foreach (var shift in shifts)
        {
            hints.Changed(shift);
        }

        foreach (var position in waitedFor)
        {
            await promotion.RunAsync(position, cancellationToken);
        }
    }
}
