using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts;

/// <summary>
/// Reads who somebody is and what they may do now, with a context that goes back at once: the request of a live connection lasts as
/// long as the connection, and would keep its own.
/// </summary>
public sealed class ViewerQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
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
    public async Task<ViewerFacts?> ReadAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await One.For(db)(db, supporterId, clock.GetUtcNow(), cancellationToken);
    }
}
