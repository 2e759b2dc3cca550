using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Updates.Campaigns;

/// <summary>Reads campaigns. What of them somebody may read is said by their updates' channels; the campaigns themselves are public.</summary>
public sealed class CampaignQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Campaigns on a page of the administrators' list.</summary>
    public const int PageSize = 50;

    /// <summary>The campaign of an address; null where there is none.</summary>
    public async Task<CampaignDetails?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        if (!CampaignSlug.IsWellFormed(slug))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Details(db.Campaigns.Where(c => c.Slug == slug)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One campaign; null where there is none.</summary>
    public async Task<CampaignDetails?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Details(db.Campaigns.Where(c => c.Id == id)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Those that run, the newest first. Read through <see cref="RunningCampaigns"/> for pages.</summary>
    public async Task<IReadOnlyList<CampaignLink>> RunningAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Campaigns.AsNoTracking().Where(c => c.EndedAt == null).OrderByDescending(c => c.Id).Select(c => new CampaignLink(c.Slug, c.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>What an organiser chooses from, the newest first: those that run, and the one that an update has already.</summary>
    public async Task<IReadOnlyList<CampaignChoice>> ChoicesAsync(Guid? kept, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Campaigns.AsNoTracking().Where(c => c.EndedAt == null || c.Id == kept).OrderByDescending(c => c.Id)
            .Select(c => new CampaignChoice(c.Id, c.Name, c.EndedAt != null)).ToListAsync(cancellationToken);
    }

    /// <summary>One page of all of them, those that run first, the newest first, and how many there are. Pages count from 1.</summary>
    public async Task<(IReadOnlyList<CampaignRow> Rows, int Count)> ListAsync(int page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Campaigns.AsNoTracking()
            .OrderBy(c => c.EndedAt != null).ThenByDescending(c => c.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(c => new CampaignRow(c.Id, c.Slug, c.Name, c.EndedAt, db.Updates.Count(u => u.CampaignId == c.Id && u.WithdrawnAt == null)))
            .ToListAsync(cancellationToken);
        return (rows, await db.Campaigns.CountAsync(cancellationToken));
    }

    private static IQueryable<CampaignDetails> Details(IQueryable<Campaign> campaigns) =>
        campaigns.AsNoTracking().Select(c => new CampaignDetails(c.Id, c.Slug, new CampaignText(c.Name, c.Lead, c.Story), c.EndedAt, c.Version));
}
