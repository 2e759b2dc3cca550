using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Updates;

/// <summary>Reads updates for pages. Which channels a reader may see is said by the caller, and stands in every query.</summary>
public sealed class UpdateQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Updates on a page.</summary>
    public const int PageSize = 50;

    private static readonly Expression<Func<Update, UpdateCard>> AsCard = u =>
        new UpdateCard(u.Id, u.Channel, u.Organisation!.Name, u.Severity, u.Title, u.Html, u.Language, u.PublishedAt, u.EditedAt);

    /// <summary>One page of the feed of these channels, newest first; pages count from 1. Two queries.</summary>
    public async Task<UpdatePage> ListAsync(IReadOnlyList<string> channels, int page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // The heads come first: what is posted between the two reads is then sent again rather than missed.
        var counts = await db.Channels.AsNoTracking()
            .Where(c => channels.Contains(c.Name))
            .Select(c => new { c.Name, c.Head, Count = db.Updates.Count(u => u.Channel == c.Name && u.WithdrawnAt == null) })
            .ToListAsync(cancellationToken);
        var pages = Math.Max(1, (counts.Sum(c => c.Count) + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var updates = await Newest(db, channels).Skip((page - 1) * PageSize).Take(PageSize).Select(AsCard).ToListAsync(cancellationToken);
        return new UpdatePage(updates, page, pages, counts.ToDictionary(c => c.Name, c => c.Head, StringComparer.Ordinal));
    }

    /// <summary>The newest few of these channels, with the heads they were read at.</summary>
    public async Task<UpdatePage> NewestAsync(IReadOnlyList<string> channels, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var heads = await db.Channels.AsNoTracking().Where(c => channels.Contains(c.Name)).ToDictionaryAsync(c => c.Name, c => c.Head, StringComparer.Ordinal, cancellationToken);
        var updates = await Newest(db, channels).Take(count).Select(AsCard).ToListAsync(cancellationToken);
        return new UpdatePage(updates, 1, 1, heads);
    }

    /// <summary>One update of these channels; null where there is none.</summary>
    public async Task<FoundUpdate?> FindAsync(Guid id, IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var update = await db.Updates.AsNoTracking()
            .Where(u => u.Id == id && channels.Contains(u.Channel))
            .Select(u => new { u.WithdrawnAt, Card = new UpdateCard(u.Id, u.Channel, u.Organisation!.Name, u.Severity, u.Title, u.Html, u.Language, u.PublishedAt, u.EditedAt) })
            .SingleOrDefaultAsync(cancellationToken);
        return update is null ? null : new FoundUpdate(update.WithdrawnAt is null ? update.Card : null);
    }

    /// <summary>One page of what these organisations posted, newest first, withdrawn ones included, for their organisers.</summary>
    public async Task<OwnUpdatePage> OfOrganisationsAsync(IReadOnlyList<Guid> organisationIds, int page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pages = Math.Max(1, (await db.Updates.CountAsync(u => organisationIds.Contains(u.OrganisationId), cancellationToken) + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new OwnUpdatePage(await Own(db, organisationIds).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken), page, pages);
    }

    /// <summary>One of these organisations' updates; null where there is none.</summary>
    public async Task<OwnUpdate?> OwnAsync(Guid id, IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Own(db, organisationIds, id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>These organisations by name, for the choice of whose update it is.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Organisations.AsNoTracking().Where(o => organisationIds.Contains(o.Id)).OrderBy(o => o.Name)
            .ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
    }

    private static IQueryable<Update> Newest(PortalDbContext db, IReadOnlyList<string> channels) => db.Updates.AsNoTracking()
        .Where(u => channels.Contains(u.Channel) && u.WithdrawnAt == null)
        .OrderByDescending(u => u.PublishedAt).ThenByDescending(u => u.Seq).ThenByDescending(u => u.Id);

    private static IQueryable<OwnUpdate> Own(PortalDbContext db, IReadOnlyList<Guid> organisationIds, Guid? id = null) => db.Updates.AsNoTracking()
        .Where(u => organisationIds.Contains(u.OrganisationId) && (id == null || u.Id == id))
        .OrderByDescending(u => u.PublishedAt).ThenByDescending(u => u.Seq).ThenByDescending(u => u.Id)
        .Select(u => new OwnUpdate(
            u.Id, u.OrganisationId, u.Organisation!.Name, u.Channel, u.Severity, u.Title, u.Body, u.Language, u.PublishedAt, u.EditedAt, u.WithdrawnAt, u.Version));
}
