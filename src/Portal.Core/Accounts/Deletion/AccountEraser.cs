using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Accounts.Deletion;

/// <summary>
/// Erases the accounts whose time has come. Each step is a transaction that finds what is left to do, so that it may run twice, late, and be
/// killed at any point: the account is closed and a last mail written; when that has gone, coming places are released and groups dissolved;
/// then everything goes in one transaction; at last the files beside the database are cleared.
/// </summary>
public sealed class AccountEraser(
    IDbContextFactory<PortalDbContext> contexts, Retry retry, AccountClosing closing, AccountErasure erasure, Departures departures, TimeProvider clock, ILogger<AccountEraser> log)
{
    /// <summary>So long the last mail is waited for; then the account goes all the same. It is said that it takes minutes.</summary>
    public static readonly TimeSpan MailWait = TimeSpan.FromMinutes(15);

    private static readonly MessageState[] StillGoing = [MessageState.Pending, MessageState.Sending];

    /// <summary>Does what is due; returns how many accounts were erased. One that fails keeps no other from going; then <see cref="AggregateException"/> is thrown.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (erased, faults) = (0, new List<Exception>());
        foreach (var id in await IdsAsync(d => d.Where(one => one.ErasedAt == null), cancellationToken))
        {
            try
            {
                erased += await StepAsync(id, cancellationToken) ? 1 : 0;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogError("An account could not be erased, because of {Fault}; it is tried again.", fault.GetBaseException().GetType().Name);
                faults.Add(fault);
            }
        }

        await ClearAsync(cancellationToken);
        return faults.Count == 0 ? erased : throw new AggregateException($"erased: {erased}", faults);
    }

    // As far as it comes: who asked for it at once waits for one mail, not for two runs of a job.
    private async Task<bool> StepAsync(Guid supporterId, CancellationToken cancellationToken) =>
        await closing.CloseAsync(supporterId, cancellationToken)
        && await HasGoneAsync(supporterId, cancellationToken)
        && await ReleaseAsync(supporterId, cancellationToken)
        && await retry.RunAsync((db, token) => erasure.EraseAsync(db, supporterId, token), cancellationToken);

    private async Task<bool> HasGoneAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deletion = await db.AccountDeletions.AsNoTracking().FirstAsync(d => d.SupporterId == supporterId, cancellationToken);
        var key = DeletionLetters.KeyOf(DeletionLetters.Done, deletion);
        return clock.GetUtcNow() - deletion.ClosedAt >= MailWait || !await db.Messages.AnyAsync(m => m.Key == key && StillGoing.Contains(m.State), cancellationToken);
    }

    private async Task<bool> ReleaseAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        await departures.ReleaseAsync(supporterId, cancellationToken);
        return true;
    }

    // The mark that something was erased goes only once the files are clear, so that a killed process is followed by one that clears them.
    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (await IdsAsync(d => d.Where(one => one.ErasedAt != null), cancellationToken) is { Count: > 0 } done)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (await db.ScrubAsync(cancellationToken))
            {
                await db.AccountDeletions.Where(d => done.Contains(d.SupporterId)).ExecuteDeleteAsync(cancellationToken);
            }
        }
    }

    private async Task<List<Guid>> IdsAsync(Func<IQueryable<AccountDeletion>, IQueryable<AccountDeletion>> which, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await which(db.AccountDeletions.Where(d => d.DueAt <= now)).OrderBy(d => d.DueAt).ThenBy(d => d.SupporterId).Select(d => d.SupporterId).ToListAsync(cancellationToken);
    }
}
