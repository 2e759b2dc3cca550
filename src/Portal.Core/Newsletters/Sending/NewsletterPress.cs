using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Chaos;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// Makes a newsletter's audience into messages, slice by slice, and closes it when all are settled. Where it stands is on the
/// newsletter, so a killed process, a second one or a repeat changes nothing: each reader gets one row. The dispatcher sends
/// rows only of newsletters in <see cref="NewsletterState.Sending"/>, which begins with the last slice.
/// </summary>
public sealed class NewsletterPress(
    IDbContextFactory<PortalDbContext> contexts, Retry retry, MailBell bell, CrashPoints crashes, IOptions<NewslettersOptions> options, IOptions<PortalOptions> portal, TimeProvider clock)
{
    private const string CancelledReason = "newsletter-cancelled";

    /// <summary>Does all that is to be done now for all newsletters; how many slices and endings that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var id in await WithWorkAsync(cancellationToken))
        {
            while (await FreezeSliceAsync(id, cancellationToken))
            {
                done++;
            }

            while (await WithdrawSliceAsync(id, cancellationToken))
            {
                done++;
            }

            done += await CloseAsync(id, cancellationToken);
        }

        return done;
    }

    /// <summary>Freezes the next slice in a transaction of its own. False when there was none to freeze.</summary>
    public async Task<bool> FreezeSliceAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await retry.RunAsync((db, stop) => FreezeOnceAsync(db, id, stop), cancellationToken);
        crashes.Reach(CrashPoint.SliceCommitted);
        bell.Ring();
        return found;
    }

    private async Task<bool> FreezeOnceAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var issue = await db.Newsletters
            .Where(n => n.Id == id && n.State == NewsletterState.Freezing)
            .Select(n => new Issue(n.Id, n.FreezeCursor, n.Conditions, n.MainLanguage, n.Editions.Select(e => e.Language).ToList(), n.Timing == SendTiming.Morning ? n.MorningOf : null))
            .SingleOrDefaultAsync(cancellationToken);
        if (issue is null)
        {
            return false;
        }

        // The last reader of a full slice; a slice without one is the last, and with it sending begins.
        var rest = Rest(db, issue);
        var last = await rest.OrderBy(s => s.Id).Skip(options.Value.SliceSize - 1).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var slice = last is { } end ? rest.Where(s => s.Id <= end) : rest;
        var (dueAt, mornings) = issue.Morning is { } day ? await MorningsAsync(slice, day, cancellationToken) : (now, new Dictionary<string, DateTimeOffset>());

        // What was read until here kept nobody waiting; where somebody else froze this slice meanwhile, the cursor says so.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await MoveCursorAsync(db, issue, last, cancellationToken))
        {
            return true;
        }

        var written = await AudienceSlice.WriteAsync(db, new SliceOrder(issue.Id, issue.Languages, issue.MainLanguage, dueAt, mornings, now), slice, cancellationToken);
        await db.Newsletters.Where(n => n.Id == id).ExecuteUpdateAsync(set => set.SetProperty(n => n.Recipients, n => n.Recipients + written), cancellationToken);
        crashes.Reach(CrashPoint.SliceWritten);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<(DateTimeOffset Coalition, Dictionary<string, DateTimeOffset> Zones)> MorningsAsync(IQueryable<Subscriber> slice, DateOnly day, CancellationToken cancellationToken)
    {
        var zones = await slice.Where(s => s.TimeZone != "").Select(s => s.TimeZone).Distinct().ToListAsync(cancellationToken);
        return (MorningTimes.Of(day, "", portal.Value.TimeZone), zones.ToDictionary(zone => zone, zone => MorningTimes.Of(day, zone, portal.Value.TimeZone), StringComparer.Ordinal));
    }

    private IQueryable<Subscriber> Rest(PortalDbContext db, Issue issue)
    {
        var readers = AudienceQuery.Of(db, issue.Conditions, clock.GetUtcNow());
        return issue.Cursor is { } cursor ? readers.Where(s => s.Id > cursor) : readers;
    }

    // False when somebody else froze this slice meanwhile.
    private static async Task<bool> MoveCursorAsync(PortalDbContext db, Issue issue, Guid? last, CancellationToken cancellationToken)
    {
        var next = last is null ? NewsletterState.Sending : NewsletterState.Freezing;
        var moved = await db.Newsletters
            .Where(n => n.Id == issue.Id && n.State == NewsletterState.Freezing && n.FreezeCursor == issue.Cursor)
            .ExecuteUpdateAsync(
                set => set.SetProperty(n => n.FreezeCursor, last ?? issue.Cursor)
                    .SetProperty(n => n.State, next)
                    .SetProperty(n => n.Version, n => n.Version + 1),
                cancellationToken);
        return moved == 1;
    }

    private async Task<List<Guid>> WithWorkAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Newsletters
            .Where(n => n.State == NewsletterState.Freezing || n.State == NewsletterState.Sending
                || (n.State == NewsletterState.Cancelled && db.Messages.Any(m => m.NewsletterId == n.Id && m.State == MessageState.Pending)))
            .OrderBy(n => n.StartedAt).Select(n => n.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Skips the next slice of a newsletter that was called off. False when nothing was left to skip.</summary>
    public async Task<bool> WithdrawSliceAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var slice = db.Messages
            .Where(m => m.NewsletterId == id && m.State == MessageState.Pending && db.Newsletters.Any(n => n.Id == id && n.State == NewsletterState.Cancelled))
            .OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(options.Value.SliceSize).Select(m => m.Id);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await IssueTallies.LockAsync(db, id, cancellationToken);
        var skipped = await db.Messages.Where(m => m.State == MessageState.Pending && slice.Contains(m.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Skipped).SetProperty(m => m.Reason, CancelledReason).SetProperty(m => m.SettledAt, now),
            cancellationToken);
        await IssueTallies.RaiseAsync(db, id, MessageState.Skipped, CancelledReason, skipped, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return skipped > 0;
    }

    // What is held waits for a person; it does not keep the issue open.
    private async Task<int> CloseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await Through(db, id).AnyAsync(cancellationToken))
        {
            return 0;
        }

        var counted = await IssueTallies.RecountAsync(db, id, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var closed = await Through(db, id).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.State, NewsletterState.Sent).SetProperty(n => n.SentAt, n => n.SentAt ?? now).SetProperty(n => n.Version, n => n.Version + 1), cancellationToken);
        if (closed == 1)
        {
            await IssueTallies.PutRightAsync(db, id, counted, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return closed;
    }

    private static IQueryable<Newsletter> Through(PortalDbContext db, Guid id) => db.Newsletters.Where(n => n.Id == id && n.State == NewsletterState.Sending
        && !db.Messages.Any(m => m.NewsletterId == id && m.State == MessageState.Pending)
        && !db.Messages.Any(m => m.NewsletterId == id && m.State == MessageState.Sending)
        && !db.Messages.Any(m => m.NewsletterId == id && m.State == MessageState.InDoubt));

    private sealed record Issue(Guid Id, Guid? Cursor, AudienceConditions Conditions, string MainLanguage, List<string> Languages, DateOnly? Morning);
}
