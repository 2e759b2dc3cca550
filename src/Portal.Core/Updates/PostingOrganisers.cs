using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Updates;

/// <summary>Who may post for whom.</summary>
internal static class PostingOrganisers
{
    /// <summary>The memberships by which somebody may post at a moment; none for whoever is suspended.</summary>
    public static IQueryable<Membership> Of(PortalDbContext db, Guid supporterId, DateTimeOffset now) => All(db, now).Where(m => m.SupporterId == supporterId);

    /// <summary>All such memberships.</summary>
    public static IQueryable<Membership> All(PortalDbContext db, DateTimeOffset now) =>
        from membership in db.Memberships
        join supporter in db.Supporters on membership.SupporterId equals supporter.Id
        where supporter.EmailConfirmed && supporter.SuspendedAt == null
            && membership.Role == MembershipRole.Organiser && membership.State == MembershipState.Active
            && (membership.EndsAt == null || membership.EndsAt > now)
        select membership;
}
