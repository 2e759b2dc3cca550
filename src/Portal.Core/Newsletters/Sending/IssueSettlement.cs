using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// Writes down what came of many messages of a newsletter at once, and counts it (see <see cref="IssueTallies"/>) in the same transaction.
/// Only the worker that holds them may, with the one exception of <see cref="MessageSettlement"/>: an acceptance is a fact whoever brings it.
/// </summary>
public sealed class IssueSettlement(Retry retry, TimeProvider clock)
{
    /// <summary>The provider took them; how many that is news of.</summary>
    public Task<int> AcceptAsync(Guid newsletterId, IReadOnlyList<Guid> ids) => SettleAsync(
        newsletterId,
        messages => messages.Where(m => ids.Contains(m.Id)
            && (m.State == MessageState.Pending || m.State == MessageState.Sending || m.State == MessageState.InDoubt || m.State == MessageState.Held)),
        MessageState.Sent,
        reason: null);

    /// <summary>They are over, or in doubt, for a reason; how many of them were still this worker's.</summary>
    public Task<int> EndAsync(Guid newsletterId, IReadOnlyList<Guid> ids, Guid token, MessageState state, string? reason) =>
        SettleAsync(newsletterId, messages => Mine(messages, ids, token), state, reason);

    /// <summary>They wait again, until <paramref name="dueAt"/> or as long as they would have; how many of them were still this worker's.</summary>
    public Task<int> PutBackAsync(IReadOnlyList<Guid> ids, Guid token, DateTimeOffset? dueAt, string? reason) => retry.RunAsync(
        async (db, stop) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var changed = await Mine(db.Messages, ids, token).ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.State, MessageState.Pending)
                    .SetProperty(m => m.DueAt, m => dueAt ?? m.DueAt)
                    .SetProperty(m => m.Reason, reason)
                    .SetProperty(m => m.LeaseToken, (Guid?)null)
                    .SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
                stop);
            await transaction.CommitAsync(stop);
            return changed;
        },
        CancellationToken.None);

    private static IQueryable<Message> Mine(IQueryable<Message> messages, IReadOnlyList<Guid> ids, Guid token) => messages.Where(m =>
        ids.Contains(m.Id) && m.LeaseToken == token && (m.State == MessageState.Pending || m.State == MessageState.Sending));

    // What is known of a mail that went out must not be lost to a collision, so it is written until it stands.
    private Task<int> SettleAsync(Guid newsletterId, Func<IQueryable<Message>, IQueryable<Message>> which, MessageState state, string? reason) => retry.RunAsync(
        async (db, stop) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await IssueTallies.LockAsync(db, newsletterId, stop);
            var now = clock.GetUtcNow();
            var changed = await which(db.Messages).ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.State, state)
                    .SetProperty(m => m.Reason, reason)
                    .SetProperty(m => m.SettledAt, (DateTimeOffset?)now)
                    .SetProperty(m => m.LeaseToken, (Guid?)null)
                    .SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
                stop);
            await IssueTallies.RaiseAsync(db, newsletterId, state, reason, changed, stop);
            await transaction.CommitAsync(stop);
            return changed;
        },
        CancellationToken.None);
}
