using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts;

/// <summary>Reads who somebody is and what they may do now.</summary>
public sealed class ViewerQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The facts of a supporter in one query; null when there is none of this id.</summary>
    public Task<ViewerFacts?> ReadAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Supporters
            .AsNoTracking()
            .AsSingleQuery()
            .Where(s => s.Id == supporterId)
            .Select(s => new ViewerFacts(
                s.Id,
                s.DisplayName,
                s.Language,
                s.TimeZone,
                s.SecurityStamp,
                s.EmailConfirmed,
                s.SuspendedAt != null,
                db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new ViewerMembership(m.OrganisationId, m.Role)).ToList(),
                db.CoalitionRoles.Where(r => r.SupporterId == s.Id && (r.EndsAt == null || r.EndsAt > now)).Select(r => r.Kind).ToList()))
            .FirstOrDefaultAsync(cancellationToken);
    }
}
