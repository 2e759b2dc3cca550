using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Newsletters.Editions;

namespace Portal.Core.Newsletters;

/// <summary>The issues that were sent, for everybody, each in the reader's language or else in its main one.</summary>
public sealed class NewsletterArchive(PortalDbContext db, FrozenEditions editions, IOptions<PortalOptions> portal)
{
    /// <summary>How many issues a page lists.</summary>
    public const int PageSize = 50;

    /// <summary>How many issues a feed has.</summary>
    public const int FeedSize = 20;

    /// <summary>The newest issues of a page (from 1), and how many there are in all. Two queries.</summary>
    public async Task<(IReadOnlyList<ArchivedIssue> Issues, int Count)> ListAsync(string language, int page, CancellationToken cancellationToken)
    {
        var count = await Sent.CountAsync(cancellationToken);
        var issues = await Sent
            .OrderByDescending(n => n.SentAt).ThenByDescending(n => n.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(n => new
            {
                n.Id,
                n.SentAt,
                n.MainLanguage,
                Editions = n.Editions.Select(e => new { e.Language, e.Subject, e.Preview }).ToList(),
            })
            .ToListAsync(cancellationToken);
        return ([.. issues.Select(n =>
        {
            var edition = n.Editions.Find(e => e.Language == language) ?? n.Editions.First(e => e.Language == n.MainLanguage);
            return new ArchivedIssue(n.Id, DayOf(n.SentAt!.Value), edition.Language, edition.Subject, edition.Preview);
        })], count);
    }

    /// <summary>An issue that was sent, with its day, or null for any other.</summary>
    public async Task<(DateOnly Day, RenderedEdition Edition)?> FindAsync(Guid id, string language, CancellationToken cancellationToken)
    {
        var sentAt = await Sent.Where(n => n.Id == id).Select(n => n.SentAt).SingleOrDefaultAsync(cancellationToken);
        return sentAt is { } at && await editions.FindAsync(id, language, cancellationToken) is { } edition ? (DayOf(at), edition) : null;
    }

    /// <summary>The newest few whole, for a feed. One query.</summary>
    public async Task<IReadOnlyList<FeedIssue>> NewestAsync(string language, CancellationToken cancellationToken)
    {
        var issues = await Sent.AsNoTracking().AsSingleQuery()
            .OrderByDescending(n => n.SentAt).ThenByDescending(n => n.Id).Take(FeedSize)
            .Select(n => new { n.Id, n.SentAt, n.MainLanguage, Editions = n.Editions.Select(e => new EditionText(e.Language, e.Subject, e.Preview, e.SentBody ?? e.Body)).ToList() })
            .ToListAsync(cancellationToken);
        return issues.ConvertAll(n => new FeedIssue(n.Id, n.SentAt!.Value, FrozenEditions.Render(n.Editions.Find(e => e.Language == language) ?? n.Editions.First(e => e.Language == n.MainLanguage))));
    }

    // Also while one of its mails is tried again: what was published once stays, with its day.
    private IQueryable<Newsletter> Sent => db.Newsletters.Where(n => n.SentAt != null && n.State != NewsletterState.Cancelled);

    private DateOnly DayOf(DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(portal.Value.TimeZone)).DateTime);
}

/// <summary>An issue in the feed, in the reader's language or else its main one.</summary>
public sealed record FeedIssue(Guid Id, DateTimeOffset SentAt, RenderedEdition Edition);

/// <summary>An issue in the list of the archive, with the day it was sent in the coalition's own time zone.</summary>
public sealed record ArchivedIssue(Guid Id, DateOnly Day, string Language, string Subject, string Preview);
