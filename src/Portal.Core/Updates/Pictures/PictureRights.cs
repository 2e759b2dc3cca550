using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Updates.Pictures;

/// <summary>Who may look at pictures before the public does.</summary>
internal static class PictureRights
{
    /// <summary>The members of the coalition that this person organises for: one is enough to release pictures of whatever organisation.</summary>
    public static IQueryable<Organisation> MembersOrganisedBy(this PortalDbContext db, Guid personId, DateTimeOffset now) =>
        db.Organisations.Where(o => o.Standing == Standing.Member && db.OrganisedBy(personId, now).Contains(o.Id));

    /// <summary>Whether this person organises for an organisation, of whatever standing.</summary>
    public static Task<bool> OrganisesAsync(this PortalDbContext db, Guid personId, Guid organisationId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.OrganisedBy(personId, now).AnyAsync(id => id == organisationId, cancellationToken);
}
