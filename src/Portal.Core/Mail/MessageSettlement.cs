using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Mail;

/// <summary>
/// Writes down what came of a message. Only the worker that holds it may, by its fencing token, with one exception:
/// an acceptance is a fact whoever brings it, and is recorded even from a worker whose lease ran out.
/// </summary>
public sealed class MessageSettlement(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The provider took it.</summary>
    public Task<bool> AcceptAsync(Guid id, CancellationToken cancellationToken) => SettleAsync(
        messages => messages.Where(m => m.Id == id
            && (m.State == MessageState.Pending || m.State == MessageState.Sending || m.State == MessageState.InDoubt || m.State == MessageState.Held)),
        MessageState.Sent, null, cancellationToken);

    /// <summary>It is over, or in doubt, for a reason: Failed, Skipped, InDoubt or Held. False when the token is stale.</summary>
    public Task<bool> EndAsync(Guid id, Guid token, MessageState state, string? reason, CancellationToken cancellationToken) =>
        SettleAsync(messages => Mine(messages, id, token), state, reason, cancellationToken);

    /// <summary>It waits again, until <paramref name="dueAt"/>. False when the token is stale.</summary>
    public async Task<bool> PutBackAsync(Guid id, Guid token, DateTimeOffset dueAt, string? reason, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await Mine(db.Messages, id, token).ExecuteUpdateAsync(
            set => set
                .SetProperty(m => m.State, MessageState.Pending)
                .SetProperty(m => m.DueAt, dueAt)
                .SetProperty(m => m.Reason, reason)
                .SetProperty(m => m.LeaseToken, (Guid?)null)
                .SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed == 1;
    }

    private static IQueryable<Message> Mine(IQueryable<Message> messages, Guid id, Guid token) => messages.Where(m =>
        m.Id == id && m.LeaseToken == token && (m.State == MessageState.Pending || m.State == MessageState.Sending));

    private async Task<bool> SettleAsync(
        Func<IQueryable<Message>, IQueryable<Message>> which, MessageState state, string? reason, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await which(db.Messages).ExecuteUpdateAsync(
            set => set
                .SetProperty(m => m.State, state)
                .SetProperty(m => m.Reason, reason)
                .SetProperty(m => m.SettledAt, clock.GetUtcNow())
                .SetProperty(m => m.LeaseToken, (Guid?)null)
                .SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed == 1;
    }
}
