using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts.TwoPersons;

/// <summary>Who may ask, and who may decide, as part of the statement that writes.</summary>
internal static class TwoPersonRights
{
    /// <summary>The requests that somebody may decide: an administrator, who neither asked nor is concerned, and whose counterpart may still ask.</summary>
    public static IQueryable<TwoPersonRequest> DecidableBy(this PortalDbContext db, Guid actorId, DateTimeOffset now) =>
        db.TwoPersonRequests.Where(r => r.DecidedAt == null && r.ExpiresAt > now && r.AskedById != actorId && r.SubjectId != actorId
            && db.Administrators(now).Contains(actorId)
            && (db.Administrators(now).Contains(r.AskedById)
                || (r.Kind == TwoPersonKind.Recovery && db.Organisers(now).Any(m => m.SupporterId == r.AskedById && m.OrganisationId == r.OrganisationId))));

    /// <summary>Another organiser of an organisation that this person organises for too.</summary>
    public static IQueryable<Membership> FellowOrganisers(this PortalDbContext db, Guid actorId, DateTimeOffset now) =>
        db.Organisers(now).Where(m => m.SupporterId != actorId && db.OrganisedBy(actorId, now).Contains(m.OrganisationId));
}
