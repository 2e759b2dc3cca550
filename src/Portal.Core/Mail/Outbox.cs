using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Mail;

/// <summary>
/// Writes messages into the transaction of what caused them. No use case ever calls a mail provider; the dispatcher sends
/// what was committed, and is woken by <see cref="MailBell"/>.
/// </summary>
public sealed class Outbox(TimeProvider clock)
{
    /// <summary>Adds a pending message to the context; the caller saves it with the rest of the use case.</summary>
    public Message Add(PortalDbContext db, MailDraft draft)
    {
        var now = clock.GetUtcNow();
        var notBefore = draft.NotBefore ?? now;
        var message = new Message
        {
            Id = Ids.New(clock),
            Key = draft.Key,
            Priority = draft.Priority,
            Template = draft.Template,
            Language = draft.Language,
            SupporterId = draft.SupporterId,
            SubscriberId = draft.SubscriberId,
            NewsletterId = draft.NewsletterId,
            Data = JsonSerializer.Serialize(draft.Data, draft.Data.GetType()),
            NotBefore = notBefore,
            DueAt = notBefore,
            ExpiresAt = draft.ExpiresAt,
            CreatedAt = now,
        };
        db.Messages.Add(message);
        return message;
    }

    /// <summary>
    /// Whether a message is still to be sent: then it is written from what the caller's transaction commits, also where a worker is
    /// writing it just now, for that worker loses it here and another begins anew.
    /// </summary>
    internal static async Task<bool> IsStillToBeSentAsync(PortalDbContext db, Guid messageId, CancellationToken cancellationToken) =>
        await db.Messages
            .Where(m => m.Id == messageId && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancellationToken) == 1;

    /// <summary>Recalls a message that is not sent yet, for another says what is true now. A worker that is writing it just now loses it.</summary>
    internal static Task<int> RecallAsync(PortalDbContext db, Guid messageId, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Messages
            .Where(m => m.Id == messageId && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Skipped).SetProperty(m => m.Reason, reason).SetProperty(m => m.SettledAt, (DateTimeOffset?)now)
                    .SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
                cancellationToken);
}
