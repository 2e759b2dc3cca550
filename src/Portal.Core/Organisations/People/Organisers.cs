using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Organisations.People;

/// <summary>Who organises for an organisation, and that there is always somebody who does.</summary>
internal static class Organisers
{
    /// <summary>
    /// Locks an organisation for the rest of a transaction, before anything else is locked: who stops organising waits for whoever
    /// does so just now, and then counts those who are left.
    /// </summary>
    public static Task LockOrganisersAsync(this PortalDbContext db, Guid organisationId, CancellationToken cancellationToken) =>
        db.Organisations.Where(o => o.Id == organisationId).ExecuteUpdateAsync(set => set.SetProperty(o => o.Slug, o => o.Slug), cancellationToken);

    /// <summary>Whether somebody else can act for the organisation.</summary>
    public static Task<bool> OthersOrganiseAsync(this PortalDbContext db, Membership membership, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.OrganisersOf(membership.OrganisationId, now).AnyAsync(id => id != membership.SupporterId, cancellationToken);

    /// <summary>The people who can act for an organisation.</summary>
    public static IQueryable<Guid> OrganisersOf(this PortalDbContext db, Guid organisationId, DateTimeOffset now) =>
        db.Memberships
            .Where(m => m.OrganisationId == organisationId && m.Role == MembershipRole.Organiser && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now)
                && db.Supporters.Any(s => s.Id == m.SupporterId && s.EmailConfirmed && s.SuspendedAt == null))
            .Select(m => m.SupporterId);

    /// <summary>Those of them whose role has no end: without one of these the organisation would be left by the passing of a day.</summary>
    public static IQueryable<Guid> LastingOrganisersOf(this PortalDbContext db, Guid organisationId, DateTimeOffset now) =>
        db.Organisers(now).Where(m => m.OrganisationId == organisationId && m.EndsAt == null).Select(m => m.SupporterId);

    /// <summary>The memberships in force of the organisations this person organises for.</summary>
    public static IQueryable<Membership> MembersFor(this PortalDbContext db, Guid actorId, DateTimeOffset now) =>
        db.Memberships.Where(m => m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now) && db.OrganisedBy(actorId, now).Contains(m.OrganisationId));
}
