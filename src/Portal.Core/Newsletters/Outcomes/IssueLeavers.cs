using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Events;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Newsletters.Outcomes;

/// <summary>
/// Counts who leaves by a link of an issue. The outcome of their message becomes the one that the provider's own event makes it, and of
/// those an issue counts each message once: who leaves by both, or comes back and leaves by the same mail again, is one.
/// </summary>
internal static class IssueLeavers
{
    /// <summary>Counts in the caller's transaction; nothing where no mail of this issue went to this reader.</summary>
    public static async Task CountAsync(PortalDbContext db, Guid issueId, Guid subscriberId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = $"{AudienceSlice.Template}:{issueId}:{subscriberId}";
        var message = db.Messages.Where(m => m.Key == key && m.Attempts > 0 && m.Outcome < DeliveryOutcome.Unsubscribed);
        if (await message.Select(m => (DeliveryOutcome?)m.Outcome).SingleOrDefaultAsync(cancellationToken) is not { } before)
        {
            return;
        }

        var moved = await message.Where(m => m.Outcome == before).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.Outcome, DeliveryOutcome.Unsubscribed).SetProperty(m => m.OutcomeAt, now)
                .SetProperty(m => m.OutcomeReason, EventReason.Unsubscribed),
            cancellationToken);
        if (moved == 0)
        {
            throw new DbUpdateConcurrencyException("An event moved the same message.");
        }

        // As of the provider's events: a message that goes on to a higher outcome is taken from the lower one's number.
        var bounced = before == DeliveryOutcome.Bounced ? 1 : 0;
        await db.Newsletters.Where(n => n.Id == issueId)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Left, n => n.Left + 1).SetProperty(n => n.Bounced, n => n.Bounced - bounced), cancellationToken);
    }
}
