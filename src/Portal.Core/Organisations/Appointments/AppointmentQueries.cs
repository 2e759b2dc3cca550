using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations.People;

namespace Portal.Core.Organisations.Appointments;

/// <summary>Reads invitations: for whoever is invited, and for organisers who look for somebody to follow them.</summary>
public sealed class AppointmentQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>An open invitation of one's own; null where there is none.</summary>
    public async Task<OwnInvitation?> FindOwnAsync(Guid supporterId, Guid invitationId, CancellationToken cancellationToken) =>
        (await ListOwnAsync(supporterId, cancellationToken)).FirstOrDefault(invitation => invitation.Id == invitationId);

    /// <summary>One's own open invitations, the oldest first.</summary>
    public async Task<IReadOnlyList<OwnInvitation>> ListOwnAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.InvitationsTo(supporterId, now).AsNoTracking().OrderBy(i => i.InvitedAt).ThenBy(i => i.Id)
            .Select(i => new OwnInvitation(
                i.Id,
                db.Organisations.Where(o => o.Id == i.OrganisationId).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).First(),
                db.Supporters.Where(s => s.Id == i.InvitedById).Select(s => s.DisplayName).First(),
                i.ExpiresAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Who could follow in an organisation of this person's, and what is open; null where they do not organise it. Four commands.</summary>
    public async Task<SuccessorPage?> SuccessorsAsync(Guid actorId, string slug, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var organisation = await db.Organisations.AsNoTracking().Where(o => o.Slug == slug && db.OrganisedBy(actorId, now).Contains(o.Id))
            .Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).FirstOrDefaultAsync(cancellationToken);
        if (organisation is null)
        {
            return null;
        }

        var members = await db.MembersFor(actorId, now).AsNoTracking().Where(m => m.OrganisationId == organisation.Id && m.Role != MembershipRole.Organiser && m.SupporterId != actorId)
            .Join(db.Supporters.Where(s => s.EmailConfirmed && s.SuspendedAt == null), m => m.SupporterId, s => s.Id, (m, s) => new Candidate(m.Id, s.DisplayName))
            .ToListAsync(cancellationToken);
        return new(organisation, !await db.OrganisersOf(organisation.Id, now).AnyAsync(id => id != actorId, cancellationToken))
        {
            Members = [.. members.OrderBy(m => m.Name, StringComparer.InvariantCultureIgnoreCase)],
            Open = await db.OpenInvitationsAsync(organisation.Id, now, cancellationToken),
        };
    }
}

/// <summary>An invitation as whoever is invited reads it.</summary>
public sealed record OwnInvitation(Guid Id, OrganisationRef Organisation, string By, DateTimeOffset ExpiresAt);

/// <summary>A member who could follow.</summary>
public sealed record Candidate(Guid MembershipId, string Name);

/// <summary>Where an organiser names somebody to follow.</summary>
/// <param name="IsLast">Whether nobody else organises.</param>
public sealed record SuccessorPage(OrganisationRef Organisation, bool IsLast)
{
    /// <summary>The members who do not organise.</summary>
    public required IReadOnlyList<Candidate> Members { get; init; }

    /// <summary>The invitations that nobody has answered.</summary>
    public required IReadOnlyList<OpenInvitation> Open { get; init; }
}
