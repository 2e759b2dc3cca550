using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Newsletters;

/// <summary>What the pages of administrators read of newsletters.</summary>
public sealed class NewsletterQueries(PortalDbContext db, IssuePace pace, TimeProvider clock)
{
    /// <summary>How many rows a page of a list has.</summary>
    public const int PageSize = 50;

    /// <summary>The newest newsletters of a page (from 1), and how many there are in all. Two queries.</summary>
    public async Task<(IReadOnlyList<NewsletterRow> Rows, int Count)> ListAsync(int page, CancellationToken cancellationToken)
    {
        var count = await db.Newsletters.CountAsync(cancellationToken);
        var rows = await db.Newsletters
            .OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(n => new NewsletterRow(
                n.Id, n.State, n.MainLanguage, n.Editions.Where(e => e.Language == n.MainLanguage).Select(e => e.Subject).FirstOrDefault() ?? "",
                n.CreatedAt, n.StartedAt, n.SentAt, n.Recipients)
            { AwaitsRelease = n.State == NewsletterState.Scheduled && n.FreezeAt == null })
            .ToListAsync(cancellationToken);
        return (rows, count);
    }

    /// <summary>One newsletter with its editions, or null. One query.</summary>
    public async Task<NewsletterDetails?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var row = await db.Newsletters.AsNoTracking().AsSingleQuery().Include(n => n.Editions)
            .Where(n => n.Id == id)
            .Select(n => new
            {
                Newsletter = n,
                n.Editions,
                AskedBy = db.Supporters.Where(p => p.Id == n.AskedById).Select(p => p.DisplayName).FirstOrDefault(),
                ReleasedBy = db.Supporters.Where(p => p.Id == n.ReleasedById).Select(p => p.DisplayName).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        var found = row?.Newsletter;
        return found is null ? null : new NewsletterDetails(
            found.Id, found.State, found.MainLanguage, found.Conditions, found.Version, found.StartedAt, found.SentAt,
            [.. found.Editions
                .OrderBy(e => e.Language != found.MainLanguage).ThenBy(e => e.Language, StringComparer.Ordinal)
                .Select(e => new EditionText(e.Language, e.Subject, e.Preview, e.Body))])
        {
            PausedBecause = found.PausedBecause,
            Echo = (found.Bounced, found.Complained, found.Left),
            Departure = new(found.Timing, found.SendAt, found.MorningOf, found.FreezeAt)
            {
                AskedById = found.AskedById,
                AskedBy = row!.AskedBy,
                AskedAt = found.AskedAt,
                ReleasedById = found.ReleasedById,
                ReleasedBy = row.ReleasedBy,
            },
        };
    }

    /// <summary>Those that wait for a second person's release, longest first. One query.</summary>
    public async Task<IReadOnlyList<AwaitingRelease>> AwaitingReleaseAsync(CancellationToken cancellationToken) => await db.Newsletters
        .Where(n => n.State == NewsletterState.Scheduled && n.FreezeAt == null)
        .OrderBy(n => n.AskedAt).Take(PageSize)
        .Select(n => new AwaitingRelease(
            n.Id, n.MainLanguage, n.Editions.Where(e => e.Language == n.MainLanguage).Select(e => e.Subject).FirstOrDefault() ?? "",
            n.AskedById, db.Supporters.Where(p => p.Id == n.AskedById).Select(p => p.DisplayName).FirstOrDefault() ?? "", n.AskedAt!.Value))
        .ToListAsync(cancellationToken);

    /// <summary>How far the sending is, or null for an unknown newsletter. Two queries, whatever its size.</summary>
    public async Task<NewsletterProgress?> ProgressAsync(Guid id, CancellationToken cancellationToken)
    {
        // What is in doubt or held is few, and what waits stands in the index language by language, in the order in which it is due.
        var now = clock.GetUtcNow();
        var facts = await db.Newsletters.Where(n => n.Id == id)
            .Select(n => new
            {
                n.State,
                n.Recipients,
                n.Version,
                InDoubt = db.Messages.Count(m => m.NewsletterId == n.Id && m.State == MessageState.InDoubt),
                Held = db.Messages.Count(m => m.NewsletterId == n.Id && m.State == MessageState.Held),
                IsDue = n.Editions.Any(e => db.Messages.Any(m => m.NewsletterId == n.Id && m.Language == e.Language && m.State == MessageState.Pending && m.DueAt <= now)),
                NextMorning = n.Editions.Min(e => db.Messages
                    .Where(m => m.NewsletterId == n.Id && m.Language == e.Language && m.State == MessageState.Pending && m.DueAt > now && m.DueAt == m.NotBefore && n.Timing == SendTiming.Morning)
                    .OrderBy(m => m.DueAt).Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefault()),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (facts is null)
        {
            return null;
        }

        var groups = await IssueTallies.ReadAsync(db, id, cancellationToken);
        var progress = new NewsletterProgress(facts.State, facts.Recipients, [.. groups, new(MessageState.InDoubt, null, facts.InDoubt), new(MessageState.Held, null, facts.Held)]);
        if (facts.State != NewsletterState.Sending)
        {
            pace.Forget(id);
            return progress;
        }

        return progress with { PerMinute = pace.Note(id, facts.Version, progress.Settled), IsDue = facts.IsDue, NextMorning = facts.NextMorning };
    }
}
