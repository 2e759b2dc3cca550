using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Updates.Translations;

/// <summary>Reads translations for those who write them.</summary>
public sealed class TranslationQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What an update says in a language, in Markdown; null where nobody has translated it.</summary>
    public async Task<TranslationText?> FindAsync(Guid updateId, string language, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.UpdateTranslations.AsNoTracking().Where(t => t.UpdateId == updateId && t.Language == language)
            .Select(t => new TranslationText(t.Title, t.Body)).SingleOrDefaultAsync(cancellationToken);
    }
}

/// <summary>A translation as it was written.</summary>
public sealed record TranslationText(string Title, string Body);
