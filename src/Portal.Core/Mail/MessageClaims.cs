using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Mail;

/// <summary>
/// Takes messages under a lease with a fencing token. A taken message stays Pending while its mail is composed, so a worker
/// that dies then leaves no doubt: the lease runs out and another takes it. Every change is one guarded statement.
/// Those of newsletters go another way: see <see cref="IssueClaims"/>.
/// </summary>
public sealed class MessageClaims(IDbContextFactory<PortalDbContext> contexts, Retry retry, TimeProvider clock)
{
    /// <summary>How long a worker holds what it took.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int Tries = 5;

    /// <summary>Takes up to <paramref name="size"/> due messages that are no newsletters for <paramref name="token"/>, the most urgent first.</summary>
    public async Task<IReadOnlyList<Message>> TakeAsync(Guid token, int size, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = clock.GetUtcNow();
            var wanted = await Due(db, now)
                .OrderBy(m => m.Priority).ThenBy(m => m.DueAt).ThenBy(m => m.Id).Take(size).Select(m => m.Id).ToListAsync(cancellationToken);
            if (wanted.Count == 0)
            {
                return [];
            }

            if (await TryTakeAsync(db, wanted, token, now, cancellationToken) > 0)
            {
                return await db.Messages.AsNoTracking().Where(m => EF.Parameter(wanted).Contains(m.Id) && m.LeaseToken == token)
                    .OrderBy(m => m.Priority).ThenBy(m => m.DueAt).ThenBy(m => m.Id).ToListAsync(cancellationToken);
            }
        }

        return [];
    }

    /// <summary>
    /// Commits that the message is being sent. False when it is not this worker's any more, or its lease would not outlast <paramref name="longest"/>.
    /// It may be cancelled before, not while it is committed: that would leave a doubt about what was never sent.
    /// </summary>
    public Task<bool> BeginAsync(Guid id, Guid token, TimeSpan longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return retry.RunAsync(
            async (db, stop) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(stop);
                var until = clock.GetUtcNow() + longest;
                var begun = await db.Messages
                    .Where(m => m.Id == id && m.State == MessageState.Pending && m.LeaseToken == token && m.LeaseUntil > until)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1), stop);
                await transaction.CommitAsync(stop);
                return begun == 1;
            },
            CancellationToken.None);
    }

    /// <summary>Gives back what was taken and not begun.</summary>
    public async Task ReleaseAsync(IReadOnlyList<Guid> ids, Guid token, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Messages
            .Where(m => EF.Parameter(ids).Contains(m.Id) && m.LeaseToken == token && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static IQueryable<Message> Due(PortalDbContext db, DateTimeOffset now) => db.Messages.Where(m =>
        m.State == MessageState.Pending && m.Priority < MailPriority.Newsletter && m.DueAt <= now && (m.LeaseUntil == null || m.LeaseUntil <= now));

    private static async Task<int> TryTakeAsync(PortalDbContext db, List<Guid> wanted, Guid token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var taken = await Due(db, now).Where(m => EF.Parameter(wanted).Contains(m.Id)).ExecuteUpdateAsync(
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
