using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.CallOuts;
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
    private static readonly CompiledQuery<Func<PortalDbContext, Guid, Guid, byte[], DateTimeOffset, CancellationToken, Task<ViewerFacts?>>> One = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid supporterId, Guid sessionId, byte[] addressHash, DateTimeOffset now, CancellationToken _) => db.Supporters.AsNoTracking().AsSingleQuery()
            .Where(s => s.Id == supporterId)
            .Select(s => new ViewerFacts(
                s.Id,
                s.DisplayName,
                s.Language,
                s.SpokenLanguages,
                s.TimeZone,
                // SessionService's open ones, written out: a compiled query calls no method of ours.
                db.Sessions.Where(x => x.Id == sessionId && x.SupporterId == s.Id && x.Stamp == s.SecurityStamp && x.EndedAt == null && x.EndsAt > now).Select(x => (DateTimeOffset?)x.SeenAt).FirstOrDefault(),
                db.Sessions.Where(x => x.Id == sessionId && x.SupporterId == s.Id).Select(x => (DateTimeOffset?)x.ProvenAt).FirstOrDefault(),
                db.Sessions.Where(x => x.Id == sessionId && x.SupporterId == s.Id).Select(x => x.SecondStepAt).FirstOrDefault(),
                db.Sessions.Where(x => x.Id == sessionId && x.SupporterId == s.Id).Select(x => x.UsedAt).FirstOrDefault(),
                db.Authenticators.Any(a => a.SupporterId == s.Id && a.ConfirmedAt != null),
                s.EmailConfirmed,
                s.SuspendedAt != null,
                db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new PersonMembership(m.OrganisationId, m.Role, m.State)).ToList(),
                db.CoalitionRoles.Any(r => r.SupporterId == s.Id && r.Kind == CoalitionRoleKind.Administrator && (r.EndsAt == null || r.EndsAt > now)),
                db.CoalitionRoles.Any(r => r.SupporterId == s.Id && r.Kind == CoalitionRoleKind.Auditor && (r.EndsAt == null || r.EndsAt > now)),
                db.AddressStandings.Any(a => a.AddressHash == addressHash && a.DeadSince != null),
                db.Set<OpenAsk>().Count(a => a.SupporterId == s.Id && a.StartsAt > now),
                db.AccountDeletions.Where(d => d.SupporterId == s.Id).Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefault()))
            .FirstOrDefault()));

    /// <summary>The facts of a supporter in one query; null when there is none of this id.</summary>
    /// <param name="sessionId">The session that the request came with.</param>
    /// <param name="addressHash">Under what their address is known, so that its standing costs no second query; empty where it is not known.</param>
    public async Task<ViewerFacts?> ReadAsync(Guid supporterId, Guid sessionId, byte[] addressHash, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await One.For(db)(db, supporterId, sessionId, addressHash, clock.GetUtcNow(), cancellationToken);
    }
}
