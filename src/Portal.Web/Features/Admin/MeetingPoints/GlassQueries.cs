using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Web.Features.Admin.MeetingPoints;

/// <summary>Reads which sites have a meeting point. Never the point.</summary>
public sealed class GlassQueries(PortalDbContext db)
{
    /// <summary>All of them, by organisation.</summary>
    public async Task<IReadOnlyList<GlassSite>> ListAsync(Guid readerId, DateTimeOffset now, CancellationToken ct) =>
        [.. (await Of(readerId, id: null, now).ToListAsync(ct)).OrderBy(site => site.Organisation, StringComparer.CurrentCulture).ThenBy(site => site.Area.ToString(), StringComparer.CurrentCulture)];

    /// <summary>One of them, or null.</summary>
    public Task<GlassSite?> FindAsync(Guid readerId, Guid id, DateTimeOffset now, CancellationToken ct) => Of(readerId, id, now).FirstOrDefaultAsync(ct);

    private IQueryable<GlassSite> Of(Guid readerId, Guid? id, DateTimeOffset now) =>
        from site in db.Sites.AsNoTracking()
        where (id == null || site.Id == id) && db.MeetingPoints.Any(point => point.SiteId == site.Id)
        join organisation in db.Organisations on site.OrganisationId equals organisation.Id
        select new GlassSite(
            site.Id,
            site.Area,
            organisation.Name,
            db.Memberships.Any(m => m.SupporterId == readerId && m.OrganisationId == organisation.Id && m.Role == MembershipRole.Organiser && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now)));
}
