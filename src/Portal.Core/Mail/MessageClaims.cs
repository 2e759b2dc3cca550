using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;

namespace Portal.Core.Mail;

/// <summary>
/// Takes messages under a lease with a fencing token. A taken message stays Pending while its mail is composed, so a worker
/// that dies then leaves no doubt: the lease runs out and another takes it. Every change is one guarded statement.
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
            var wanted = await Due(db, now).Where(m => m.Priority < MailPriority.Newsletter)
                .OrderBy(m => m.Priority).ThenBy(m => m.DueAt).ThenBy(m => m.Id).Take(size).Select(m => m.Id).ToListAsync(cancellationToken);
            if (wanted.Count == 0)
            {
                return [];
            }

            if (await TryTakeAsync(db, wanted, token, now, cancellationToken) > 0)
            {
                return await db.Messages.AsNoTracking().Where(m => wanted.Contains(m.Id) && m.LeaseToken == token)
                    .OrderBy(m => m.Priority).ThenBy(m => m.DueAt).ThenBy(m => m.Id).ToListAsync(cancellationToken);
            }
        }

        return [];
    }

    /// <summary>Takes up to <paramref name="size"/> due messages of one newsletter in one language, of the issue that began first. Null when none is due.</summary>
    public async Task<TakenIssue?> TakeIssueAsync(Guid token, int size, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = clock.GetUtcNow();
            if (await NextIssueAsync(db, now, cancellationToken) is not { } issue)
            {
                return null;
            }

            var wanted = await Due(db, now).Where(m => m.NewsletterId == issue.NewsletterId && m.Language == issue.Language)
                .OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(size).Select(m => m.Id).ToListAsync(cancellationToken);
            if (wanted.Count > 0 && await TryTakeAsync(db, wanted, token, now, cancellationToken) is var taken and > 0)
            {
                return issue with { Ids = taken == wanted.Count ? wanted : await MineAsync(db, wanted, token, cancellationToken) };
            }
        }

        return null;
    }

    /// <summary>Commits that the message is being sent. False when it is not this worker's any more, or its lease would not outlast <paramref name="longest"/>.</summary>
    public async Task<bool> BeginAsync(Guid id, Guid token, TimeSpan longest, CancellationToken cancellationToken) =>
        (await BeginAsync([id], token, longest, cancellationToken)).Count == 1;

    /// <summary>The same for many at once; those that are being sent now. It may be cancelled before, not while it is committed: that would leave a doubt about what was never sent.</summary>
    public Task<IReadOnlyList<Guid>> BeginAsync(IReadOnlyList<Guid> ids, Guid token, TimeSpan longest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return retry.RunAsync((db, stop) => BeginOnceAsync(db, ids, token, longest, stop), CancellationToken.None);
    }

    private async Task<IReadOnlyList<Guid>> BeginOnceAsync(PortalDbContext db, IReadOnlyList<Guid> ids, Guid token, TimeSpan longest, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var until = clock.GetUtcNow() + longest;
        var begun = await db.Messages
            .Where(m => ids.Contains(m.Id) && m.State == MessageState.Pending && m.LeaseToken == token && m.LeaseUntil > until)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancellationToken);
        var mine = begun == ids.Count ? ids
            : await db.Messages.Where(m => ids.Contains(m.Id) && m.State == MessageState.Sending && m.LeaseToken == token).Select(m => m.Id).ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return mine;
    }

    /// <summary>Holds what is being sent for another <see cref="Lease"/>, for a further request about it. False when it ran out, for some of it at least.</summary>
    public Task<bool> RenewAsync(IReadOnlyList<Guid> ids, Guid token, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, stop) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var now = clock.GetUtcNow();
            var renewed = await db.Messages
                .Where(m => ids.Contains(m.Id) && m.State == MessageState.Sending && m.LeaseToken == token && m.LeaseUntil > now)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseUntil, now + Lease), stop);
            await transaction.CommitAsync(stop);
            return renewed == ids.Count;
        },
        cancellationToken);

    /// <summary>Gives back what was taken and not begun.</summary>
    public async Task ReleaseAsync(IReadOnlyList<Guid> ids, Guid token, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Messages
            .Where(m => ids.Contains(m.Id) && m.LeaseToken == token && m.State == MessageState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Issue by issue, for the rows of one stand together in the index: what is paused, or due tomorrow, costs nothing.
    private static async Task<TakenIssue?> NextIssueAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var id in await db.Newsletters.Where(n => n.State == NewsletterState.Sending).OrderBy(n => n.StartedAt).Select(n => n.Id).ToListAsync(cancellationToken))
        {
            var language = await Due(db, now).Where(m => m.NewsletterId == id).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Select(m => m.Language).FirstOrDefaultAsync(cancellationToken);
            if (language is not null)
            {
                return new TakenIssue(id, language, []);
            }
        }

        return null;
    }

    private static Task<List<Guid>> MineAsync(PortalDbContext db, List<Guid> wanted, Guid token, CancellationToken cancellationToken) =>
        db.Messages.Where(m => wanted.Contains(m.Id) && m.LeaseToken == token).Select(m => m.Id).ToListAsync(cancellationToken);

    private static IQueryable<Message> Due(PortalDbContext db, DateTimeOffset now) => db.Messages.Where(m =>
        m.State == MessageState.Pending && m.DueAt <= now && (m.LeaseUntil == null || m.LeaseUntil <= now));

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

/// <summary>Messages of one newsletter in one language that a worker holds.</summary>
public sealed record TakenIssue(Guid NewsletterId, string Language, IReadOnlyList<Guid> Ids);
