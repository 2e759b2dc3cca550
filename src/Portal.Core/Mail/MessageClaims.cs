using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;

namespace Portal.Core.Mail;

/// <summary>
/// Takes messages under a lease with a fencing token. A taken message stays Pending while its mail is composed, so a worker
/// that dies then leaves no doubt: the lease runs out and another takes it. Every change is one guarded statement.
/// </summary>
public sealed class MessageClaims(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long a worker holds what it took.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int Tries = 5;

    /// <summary>Takes up to <paramref name="size"/> due messages for <paramref name="token"/>, the most urgent first.</summary>
    public async Task<IReadOnlyList<Message>> TakeAsync(Guid token, int size, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = clock.GetUtcNow();
            var wanted = await Due(db, now).OrderBy(m => m.Priority).ThenBy(m => m.DueAt).ThenBy(m => m.Id).Take(size).Select(m => m.Id).ToListAsync(cancellationToken);
            if (wanted.Count == 0)
            {
                return [];
            }

            if (await TryTakeAsync(db, wanted, token, now, cancellationToken) > 0)
            {
                return await db.Messages.AsNoTracking().Where(m => m.LeaseToken == token)
                    .OrderBy(m => m.Priority).ThenBy(m => m.DueAt).ThenBy(m => m.Id).ToListAsync(cancellationToken);
            }
        }

        return [];
    }

    /// <summary>Commits that the message is being sent. False when it is not this worker's any more, or its lease would not outlast <paramref name="longest"/>.</summary>
    public async Task<bool> BeginAsync(Guid id, Guid token, TimeSpan longest, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var until = clock.GetUtcNow() + longest;
        var begun = await db.Messages
            .Where(m => m.Id == id && m.State == MessageState.Pending && m.LeaseToken == token && m.LeaseUntil > until)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return begun == 1;
    }

    /// <summary>Gives back what was taken and not begun.</summary>
    public async Task ReleaseAsync(Guid token, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Messages
            .Where(m => m.LeaseToken == token && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static IQueryable<Message> Due(PortalDbContext db, DateTimeOffset now) => db.Messages.Where(m =>
        m.State == MessageState.Pending
        && m.DueAt <= now
        && (m.LeaseUntil == null || m.LeaseUntil <= now)
        && (m.Priority != MailPriority.Newsletter || db.Newsletters.Any(n => n.Id == m.NewsletterId && n.State == NewsletterState.Sending)));

    private static async Task<int> TryTakeAsync(PortalDbContext db, List<Guid> wanted, Guid token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var taken = await Due(db, now).Where(m => wanted.Contains(m.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.LeaseToken, token).SetProperty(m => m.LeaseUntil, now + Lease), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return taken;
        }
        catch (DbException conflict) when (conflict.IsTransient)
        {
            return 0;
        }
    }
}
