using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>Reads the sites of organisers' organisations: areas, and whether a meeting point is stored. Never the point.</summary>
public sealed class SiteQueries(PortalDbContext db)
{
    /// <summary>All sites of these organisations.</summary>
    public async Task<IReadOnlyList<SiteLine>> ListAsync(IReadOnlyList<Guid> organisations, CancellationToken ct) =>
        await Of(organisations).OrderBy(site => site.Organisation).ThenBy(site => site.Id).ToListAsync(ct);

    /// <summary>One of them, or null.</summary>
    public async Task<SiteLine?> FindAsync(IReadOnlyList<Guid> organisations, Guid id, CancellationToken ct) =>
        await Of(organisations).SingleOrDefaultAsync(site => site.Id == id, ct);

    private IQueryable<SiteLine> Of(IReadOnlyList<Guid> organisations) =>
        from site in db.Sites.AsNoTracking()
        where organisations.Contains(site.OrganisationId)
        join organisation in db.Organisations on site.OrganisationId equals organisation.Id
        select new SiteLine
        {
            Id = site.Id,
            Area = site.Area,
            OrganisationId = organisation.Id,
            Organisation = organisation.Name,
            RevealHours = organisation.RevealHours,
            PointIsPublic = site.PointIsPublic,
            TimeZone = site.TimeZone,
            PointMovedAt = db.MeetingPoints.Where(point => point.SiteId == site.Id).Select(point => (DateTimeOffset?)point.MovedAt).FirstOrDefault(),
        };
}
