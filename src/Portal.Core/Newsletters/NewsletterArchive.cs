using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Newsletters;

/// <summary>The issues that were sent, for everybody, each in the reader's language or else in its main one.</summary>
public sealed class NewsletterArchive(PortalDbContext db, FrozenEditions editions)
{
    /// <summary>How many issues a page lists.</summary>
    public const int PageSize = 50;

    /// <summary>The newest issues of a page (from 1), and how many there are in all. Two queries.</summary>
    public async Task<(IReadOnlyList<ArchivedIssue> Issues, int Count)> ListAsync(string language, int page, CancellationToken cancellationToken)
    {
        var sent = db.Newsletters.Where(n => n.State == NewsletterState.Sent);
        var count = await sent.CountAsync(cancellationToken);
        var issues = await sent
            .OrderByDescending(n => n.SentAt).ThenByDescending(n => n.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(n => new
            {
                n.Id,
                n.SentAt,
                Edition = n.Editions
                    .Where(e => e.Language == language || e.Language == n.MainLanguage)
                    .OrderByDescending(e => e.Language == language)
                    .Select(e => new { e.Language, e.Subject, e.Preview }).First(),
            })
            .ToListAsync(cancellationToken);
        return ([.. issues.Select(n => new ArchivedIssue(n.Id, n.SentAt!.Value, n.Edition.Language, n.Edition.Subject, n.Edition.Preview))], count);
    }

    /// <summary>An issue that was sent, with its day, or null for any other.</summary>
    public async Task<(DateTimeOffset SentAt, RenderedEdition Edition)?> FindAsync(Guid id, string language, CancellationToken cancellationToken)
    {
        var sentAt = await db.Newsletters.Where(n => n.Id == id && n.State == NewsletterState.Sent).Select(n => n.SentAt).SingleOrDefaultAsync(cancellationToken);
        return sentAt is { } day && await editions.FindAsync(id, language, cancellationToken) is { } edition ? (day, edition) : null;
    }
}

/// <summary>An issue in the list of the archive.</summary>
public sealed record ArchivedIssue(Guid Id, DateTimeOffset SentAt, string Language, string Subject, string Preview);
