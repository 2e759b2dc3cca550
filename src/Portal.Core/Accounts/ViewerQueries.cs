using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts;

/// <summary>Reads who somebody is and what they may do now.</summary>
public sealed class ViewerQueries(PortalDbContext db, TimeProvider clock)
{
    // One collection at most: SQLite takes three times as long to plan a second outer join as to answer the whole query.
    private static readonly CompiledQuery<Func<PortalDbContext, Guid, DateTimeOffset, CancellationToken, Task<ViewerFacts?>>> One = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken _) => db.Supporters.AsNoTracking().AsSingleQuery()
            .Where(s => s.Id == supporterId)
            .Select(s => new ViewerFacts(
                s.Id,
                s.DisplayName,
                s.Language,
                s.SpokenLanguages,
                s.TimeZone,
                s.SecurityStamp,
                s.EmailConfirmed,
                s.SuspendedAt != null,
                db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new PersonMembership(m.OrganisationId, m.Role, m.State)).ToList(),
                db.CoalitionRoles.Any(r => r.SupporterId == s.Id && r.Kind == CoalitionRoleKind.Administrator && (r.EndsAt == null || r.EndsAt > now))))
            .FirstOrDefault()));

    /// <summary>The facts of a supporter in one query; null when there is none of this id.</summary>
    public Task<ViewerFacts?> ReadAsync(Guid supporterId, CancellationToken cancellationToken) =>
        One.For(db)(db, supporterId, clock.GetUtcNow(), cancellationToken);
}
