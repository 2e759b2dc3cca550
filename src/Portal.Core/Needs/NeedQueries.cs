using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Needs;

/// <summary>Reads what is short, for everybody. What is closed, or was not renewed, is in none of it.</summary>
public sealed class NeedQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>How many stand on a page.</summary>
    public const int OnPage = 50;

    /// <summary>One page, what is missing and urgent first, in three commands.</summary>
    public async Task<NeedPage> ListAsync(NeedFilter filter, int page, CancellationToken cancellationToken)
    {
        var found = Found(filter);
        var total = await found.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + OnPage - 1) / OnPage);
        page = Math.Clamp(page, 1, pages);
        var needs = await Cards(found).Skip((page - 1) * OnPage).Take(OnPage).ToListAsync(cancellationToken);
        var shown = db.Needs.Where(NeedGuard.IsShown(clock.GetUtcNow()));
        var organisations = await db.Organisations.AsNoTracking().Where(o => shown.Any(n => n.OrganisationId == o.Id)).OrderBy(o => o.Name).ThenBy(o => o.Id)
            .Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken);
        return new(needs, page, pages, total, organisations);
    }

    /// <summary>All of them, in one command: for a file.</summary>
    public async Task<IReadOnlyList<NeedCard>> AllAsync(NeedFilter filter, CancellationToken cancellationToken) => await Cards(Found(filter)).ToListAsync(cancellationToken);

    /// <summary>The first few of which something is missing, in one command.</summary>
    public async Task<IReadOnlyList<NeedCard>> ShortAsync(string? organisation, int most, CancellationToken cancellationToken) =>
        await Cards(Found(new NeedFilter(organisation)).Where(n => n.Wanted - n.Pledged - n.Arrived > 0)).Take(most).ToListAsync(cancellationToken);

    /// <summary>One that is shown, or null.</summary>
    public Task<NeedCard?> FindAsync(Guid needId, CancellationToken cancellationToken) => Cards(Found(new NeedFilter()).Where(n => n.Id == needId)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Whether there was one of this number, which is not shown any more.</summary>
    public Task<bool> WasThereAsync(Guid needId, CancellationToken cancellationToken) => db.Needs.AnyAsync(n => n.Id == needId, cancellationToken);

    private IQueryable<Need> Found(NeedFilter filter)
    {
        var needs = db.Needs.AsNoTracking().Where(NeedGuard.IsShown(clock.GetUtcNow()));
        if (filter.Organisation is { } slug)
        {
            needs = needs.Where(n => db.Organisations.Any(o => o.Id == n.OrganisationId && o.Slug == slug));
        }

        return filter.Urgency is { } urgency ? needs.Where(n => n.Urgency == urgency) : needs;
    }

    private IQueryable<NeedCard> Cards(IQueryable<Need> needs) => needs
        .OrderByDescending(n => n.Wanted - n.Pledged - n.Arrived > 0)
        .ThenBy(n => n.Urgency == NeedUrgency.Urgent ? 0 : n.Urgency == NeedUrgency.Soon ? 1 : 2)
        .ThenByDescending(n => n.TouchedAt).ThenBy(n => n.Id)
        .Select(n => new NeedCard(
            n.Id, db.Organisations.Where(o => o.Id == n.OrganisationId).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).First(),
            n.Item, n.Unit, n.Place, n.Bringers, n.Urgency, n.Wanted, n.Pledged, n.Arrived, n.TouchedAt));
}
