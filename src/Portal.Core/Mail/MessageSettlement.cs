using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Mail;

/// <summary>
/// Writes down what came of messages, and counts those of a newsletter (see <see cref="IssueTallies"/>) in the same transaction. Only the
/// worker that holds them may, by its fencing token, with one exception: an acceptance is a fact whoever brings it, and is recorded even from
/// a worker whose lease ran out. Nothing cancels it, and a collision is no end of it: what is known of a mail that went out must not be lost.
/// </summary>
public sealed class MessageSettlement(Retry retry, TimeProvider clock)
{
    /// <summary>The provider took it. False when that is no news.</summary>
    public async Task<bool> AcceptAsync(Guid id) => await AcceptAsync([id], null) == 1;

    /// <summary>The same of many, all of one newsletter or of none; how many that is news of.</summary>
    public Task<int> AcceptAsync(IReadOnlyList<Guid> ids, Guid? newsletterId) => SettleAsync(
        newsletterId,
        messages => messages.Where(m => EF.Parameter(ids).Contains(m.Id)
            && (m.State == MessageState.Pending || m.State == MessageState.Sending || m.State == MessageState.InDoubt || m.State == MessageState.Held)),
        MessageState.Sent,
        reason: null);

    /// <summary>It is over, or in doubt, for a reason: Failed, Skipped, InDoubt or Held. False when the token is stale.</summary>
    public async Task<bool> EndAsync(Guid id, Guid token, MessageState state, string? reason) => await EndAsync([id], token, state, reason, null) == 1;

    /// <summary>The same of many, all of one newsletter or of none; how many of them were still this worker's.</summary>
    public Task<int> EndAsync(IReadOnlyList<Guid> ids, Guid token, MessageState state, string? reason, Guid? newsletterId) =>
        SettleAsync(newsletterId, messages => Mine(messages, ids, token), state, reason);

    /// <summary>The same of many that wait and that nobody holds; how many that was true of.</summary>
    public Task<int> EndWaitingAsync(IReadOnlyList<Guid> ids, MessageState state, string? reason, Guid? newsletterId)
    {
        var now = clock.GetUtcNow();
        return SettleAsync(
            newsletterId,
            messages => messages.Where(m => EF.Parameter(ids).Contains(m.Id) && m.State == MessageState.Pending && (m.LeaseUntil == null || m.LeaseUntil <= now)),
            state,
            reason);
    }

    /// <summary>It waits again, until <paramref name="dueAt"/>. False when the token is stale.</summary>
    public async Task<bool> PutBackAsync(Guid id, Guid token, DateTimeOffset dueAt, string? reason) => await PutBackAsync([id], token, dueAt, reason) == 1;

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
        EF.Parameter(ids).Contains(m.Id) && m.LeaseToken == token && (m.State == MessageState.Pending || m.State == MessageState.Sending));

    private Task<int> SettleAsync(Guid? newsletterId, Func<IQueryable<Message>, IQueryable<Message>> which, MessageState state, string? reason) => retry.RunAsync(
        async (db, stop) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (newsletterId is { } counts)
            {
                await IssueTallies.LockAsync(db, counts, stop);
            }

            var now = clock.GetUtcNow();
            var changed = await which(db.Messages).ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.State, state)
                    .SetProperty(m => m.Reason, reason)
                    .SetProperty(m => m.SettledAt, (DateTimeOffset?)now)
                    .SetProperty(m => m.LeaseToken, (Guid?)null)
                    .SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
                stop);
            if (newsletterId is { } newsletter)
            {
                await IssueTallies.RaiseAsync(db, newsletter, state, reason, changed, stop);
            }

            await transaction.CommitAsync(stop);
            return changed;
        },
        CancellationToken.None);
}
