using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Organisations.Appointments;

/// <summary>Who may invite, and take an invitation, as part of the statement that writes.</summary>
internal static class AppointmentRights
{
    /// <summary>The organisations for which somebody may invite: all for administrators, their own for organisers.</summary>
    public static IQueryable<Organisation> AppointableBy(this PortalDbContext db, Guid actorId, DateTimeOffset now) =>
        db.Organisations.Where(o => db.Administrators(now).Contains(actorId) || db.OrganisedBy(actorId, now).Contains(o.Id));

    /// <summary>The open invitations.</summary>
    public static IQueryable<OrganiserInvitation> Open(this DbSet<OrganiserInvitation> invitations, DateTimeOffset now) =>
        invitations.Where(i => i.DecidedAt == null && i.ExpiresAt > now);

    /// <summary>Those that somebody may take now: theirs, not by themselves, and whoever invited could still do so.</summary>
    public static IQueryable<OrganiserInvitation> InvitationsTo(this PortalDbContext db, Guid supporterId, DateTimeOffset now) =>
        db.OrganiserInvitations.Open(now).Where(i => i.SupporterId == supporterId && i.InvitedById != supporterId && db.ActiveAccount(supporterId).Any()
            && (db.Administrators(now).Contains(i.InvitedById) || db.Organisers(now).Any(m => m.SupporterId == i.InvitedById && m.OrganisationId == i.OrganisationId)));

    /// <summary>The open invitations of an organisation, each told alike whether anybody has the address or not.</summary>
    public static async Task<IReadOnlyList<OpenInvitation>> OpenInvitationsAsync(this PortalDbContext db, Guid organisationId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.OrganiserInvitations.Open(now).AsNoTracking().Where(i => i.OrganisationId == organisationId).OrderBy(i => i.InvitedAt).ThenBy(i => i.Id)
            .Select(i => new OpenInvitation(i.Id, db.Supporters.Where(s => s.Id == i.InvitedById).Select(s => s.DisplayName).FirstOrDefault(), i.InvitedAt, i.ExpiresAt))
            .ToListAsync(cancellationToken);
}

/// <summary>An invitation that is open. It does not say to whom: that would tell whether somebody has an account.</summary>
public sealed record OpenInvitation(Guid Id, string? By, DateTimeOffset At, DateTimeOffset ExpiresAt);
