using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// Which messages of newsletters are next, and the commit that they are being sent. Nothing is written about them before that commit, so a worker
/// that dies while it writes their mail leaves them as they were, and a thousand rows are touched twice on their way and not four times.
/// Two workers may have the same in mind; the commit, one guarded statement, gives each message to one of them.
/// </summary>
public sealed class IssueClaims(IDbContextFactory<PortalDbContext> contexts, Retry retry, TimeProvider clock)
{
    /// <summary>Up to <paramref name="size"/> due messages of one newsletter in one language, of the issue that began first. Null when none is due.</summary>
    /// <param name="passed">How many due ones are left to another worker.</param>
    /// <param name="inMind">Those that this worker is at already.</param>
    public async Task<TakenIssue?> NextAsync(int size, int passed, IReadOnlyCollection<Guid> inMind, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var issues = await db.Newsletters.Where(n => n.State == NewsletterState.Sending).OrderBy(n => n.StartedAt).ThenBy(n => n.Id)
            .SelectMany(n => n.Editions.OrderBy(e => e.Language), (n, e) => new TakenIssue(n.Id, e.Language, Array.Empty<Guid>()))
            .ToListAsync(cancellationToken);
        foreach (var issue in issues)
        {
            // In the order of their index, and what is being sent is not in it: this reads no more than it needs, however many there are.
            var due = await Free(db, now).Where(m => m.NewsletterId == issue.NewsletterId && m.Language == issue.Language && m.DueAt <= now)
                .OrderBy(m => m.DueAt).ThenBy(m => m.Id).Skip(passed).Take(size + inMind.Count).Select(m => m.Id).ToListAsync(cancellationToken);
            if (due.Except(inMind).Take(size).ToList() is { Count: > 0 } next)
            {
                return issue with { Ids = next };
            }
        }

        return null;
    }

    /// <summary>
    /// Commits that messages of a newsletter are being sent, for a <see cref="MessageClaims.Lease"/>; those that are this worker's now. None of one that is
    /// paused or called off. Nothing cancels the commit: that would leave a doubt about what was never sent.
    /// </summary>
    public Task<IReadOnlyList<Guid>> BeginAsync(Guid newsletterId, IReadOnlyList<Guid> ids, Guid token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return retry.RunAsync((db, stop) => BeginOnceAsync(db, newsletterId, ids, token, stop), CancellationToken.None);
    }

    /// <summary>Holds what is being sent for another <see cref="MessageClaims.Lease"/>, for a further request about it. False when it ran out, for some of it at least.</summary>
    public Task<bool> RenewAsync(IReadOnlyList<Guid> ids, Guid token, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, stop) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var now = clock.GetUtcNow();
            var renewed = await db.Messages
                .Where(m => EF.Parameter(ids).Contains(m.Id) && m.State == MessageState.Sending && m.LeaseToken == token && m.LeaseUntil > now)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseUntil, now + MessageClaims.Lease), stop);
            await transaction.CommitAsync(stop);
            return renewed == ids.Count;
        },
        cancellationToken);

    private async Task<IReadOnlyList<Guid>> BeginOnceAsync(PortalDbContext db, Guid newsletterId, IReadOnlyList<Guid> ids, Guid token, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var begun = await Free(db, now)
            .Where(m => EF.Parameter(ids).Contains(m.Id) && db.Newsletters.Any(n => n.Id == newsletterId && n.State == NewsletterState.Sending))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(m => m.State, MessageState.Sending)
                    .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                    .SetProperty(m => m.LeaseToken, token)
                    .SetProperty(m => m.LeaseUntil, now + MessageClaims.Lease),
                cancellationToken);
        IReadOnlyList<Guid> mine = begun == ids.Count ? ids
            : begun == 0 ? []
            : await db.Messages.Where(m => EF.Parameter(ids).Contains(m.Id) && m.State == MessageState.Sending && m.LeaseToken == token).Select(m => m.Id).ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return mine;
    }

    private static IQueryable<Message> Free(PortalDbContext db, DateTimeOffset now) =>
        db.Messages.Where(m => m.State == MessageState.Pending && (m.LeaseUntil == null || m.LeaseUntil <= now));
}

/// <summary>Messages of one newsletter in one language that a worker is at.</summary>
public sealed record TakenIssue(Guid NewsletterId, string Language, IReadOnlyList<Guid> Ids);
