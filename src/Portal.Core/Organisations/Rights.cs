using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;

namespace Portal.Core.Organisations;

/// <summary>Who may act for an organisation or the coalition, as part of the statement that reads or writes: never asked beforehand and believed later.</summary>
internal static class Rights
{
    /// <summary>The accounts that may act at all: confirmed and not suspended.</summary>
    public static IQueryable<Guid> ActiveAccount(this PortalDbContext db, Guid supporterId) =>
        db.Supporters.Where(s => s.Id == supporterId && s.EmailConfirmed && s.SuspendedAt == null).Select(s => s.Id);

    /// <summary>The administrators of the coalition now, those whose account may act.</summary>
    public static IQueryable<Guid> Administrators(this PortalDbContext db, DateTimeOffset now) =>
        db.CoalitionRoles
            .Where(r => r.Kind == CoalitionRoleKind.Administrator && (r.EndsAt == null || r.EndsAt > now)
                && db.Supporters.Any(s => s.Id == r.SupporterId && s.EmailConfirmed && s.SuspendedAt == null))
            .Select(r => r.SupporterId);

    /// <summary>Those who read the record of who looked at what.</summary>
    public static IQueryable<Guid> Auditors(this PortalDbContext db, DateTimeOffset now) =>
        db.CoalitionRoles
            .Where(r => r.Kind == CoalitionRoleKind.Auditor && (r.EndsAt == null || r.EndsAt > now)
                && db.Supporters.Any(s => s.Id == r.SupporterId && s.EmailConfirmed && s.SuspendedAt == null))
            .Select(r => r.SupporterId);

    /// <summary>The memberships by which somebody organises now.</summary>
    public static IQueryable<Membership> Organisers(this PortalDbContext db, DateTimeOffset now) =>
        db.Memberships.Where(m => db.Supporters.Any(s => s.Id == m.SupporterId && s.EmailConfirmed && s.SuspendedAt == null)
            && m.Role == MembershipRole.Organiser && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now));

    /// <summary>The organisations that this person organises for now.</summary>
    public static IQueryable<Guid> OrganisedBy(this PortalDbContext db, Guid supporterId, DateTimeOffset now) =>
        db.Memberships
            .Where(m => db.ActiveAccount(supporterId).Contains(m.SupporterId)
                && m.Role == MembershipRole.Organiser && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            .Select(m => m.OrganisationId);

    /// <summary>The same organisations by name, to choose from where one writes for one of them.</summary>
    public static IQueryable<OrganisationRef> WrittenForBy(this PortalDbContext db, Guid supporterId, DateTimeOffset now) =>
        db.Organisations.AsNoTracking().Where(o => db.OrganisedBy(supporterId, now).Contains(o.Id)).OrderBy(o => o.Name).ThenBy(o => o.Id)
            .Select(o => new OrganisationRef(o.Id, o.Slug, o.Name));
}
