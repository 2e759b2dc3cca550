using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Core.Newsletters.Editions;

/// <summary>
/// Keeps the rendered editions of newsletters that are on their way, so that a hundred thousand mails read and render a text once.
/// Nothing here can go stale: a newsletter whose sending has begun is never written again.
/// </summary>
public sealed class FrozenEditions(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Most = 32;
    private readonly ConcurrentDictionary<(Guid Newsletter, string Language), RenderedEdition> _kept = new();

    /// <summary>An edition in a language, or in the main language if there is none; null for unknown newsletters and those whose sending has not begun.</summary>
    public async Task<RenderedEdition?> FindAsync(Guid newsletterId, string language, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue((newsletterId, language), out var kept))
        {
            return kept;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var edition = await db.NewsletterEditions
            .Where(e => e.NewsletterId == newsletterId)
            .Join(db.Newsletters.Where(n => n.State != NewsletterState.Draft && n.State != NewsletterState.Scheduled), e => e.NewsletterId, n => n.Id, (e, n) => new { Edition = e, n.MainLanguage })
            .Where(x => x.Edition.Language == language || x.Edition.Language == x.MainLanguage)
            .OrderByDescending(x => x.Edition.Language == language)
            .Select(x => new EditionText(x.Edition.Language, x.Edition.Subject, x.Edition.Preview, x.Edition.SentBody ?? x.Edition.Body)).FirstOrDefaultAsync(cancellationToken);
        return edition is null ? null : Keep((newsletterId, language), Render(edition));
    }

    /// <summary>Renders an edition as its readers will get it.</summary>
    public static RenderedEdition Render(EditionText edition) =>
        new(edition.Language, edition.Subject, edition.Preview, MarkdownRenderer.ToHtml(edition.Body), MarkdownText.From(edition.Body));

    private RenderedEdition Keep((Guid Newsletter, string Language) key, RenderedEdition edition)
    {
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        return _kept[key] = edition;
    }
}
