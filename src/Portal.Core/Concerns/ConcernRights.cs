using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Concerns;

/// <summary>Who reads a concern, as part of the statement that asks: never decided once and believed later, for people join and leave.</summary>
internal static class ConcernRights
{
    /// <summary>The concerns that somebody may read now. Whoever belonged to the organisation named when it was told, or since, stays outside: leaving opens nothing. So does whoever hosted the circle that it is about.</summary>
    public static IQueryable<PersonConcern> ConcernsFor(this PortalDbContext db, Guid readerId, DateTimeOffset now) =>
        db.PersonConcerns.Where(c => (c.ReporterId == null || c.ReporterId != readerId)
            && (c.OrganisationId == null || !db.Memberships.Any(m => m.SupporterId == readerId && m.OrganisationId == c.OrganisationId && (m.EndsAt == null || m.EndsAt >= c.ToldAt)))
            && (c.CircleId == null || !db.CircleMembers.Any(m => m.SupporterId == readerId && m.CircleId == c.CircleId && (m.IsHost || m.HostedUntil >= c.ToldAt)))
            && ((c.ReaderOrganisationId == null && db.Administrators(now).Contains(readerId))
                || (c.ReaderOrganisationId != null && db.OrganisedBy(readerId, now).Contains(c.ReaderOrganisationId.Value))));

    /// <summary>The people who would read one: outside the organisation named, whatever they are there, and not who tells it.</summary>
    /// <param name="organisationId">The organisation named, or null where it is not known.</param>
    /// <param name="readerOrganisationId">Whose organisers read it; null for the administrators.</param>
    /// <param name="circleId">The circle it is about, or null.</param>
    public static IQueryable<Guid> ConcernReaders(this PortalDbContext db, Guid? organisationId, Guid? readerOrganisationId, Guid? reporterId, Guid? circleId, DateTimeOffset now)
    {
        var chosen = readerOrganisationId is { } reader ? db.Organisers(now).Where(m => m.OrganisationId == reader).Select(m => m.SupporterId) : db.Administrators(now);
        return chosen.Where(id => (reporterId == null || id != reporterId)
            && (organisationId == null || !db.Memberships.Any(m => m.SupporterId == id && m.OrganisationId == organisationId && (m.EndsAt == null || m.EndsAt >= now)))
            && (circleId == null || !db.CircleMembers.Any(m => m.SupporterId == id && m.CircleId == circleId && m.IsHost)));
    }
}
