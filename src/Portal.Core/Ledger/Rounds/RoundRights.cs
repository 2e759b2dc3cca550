using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Ledger.Rounds;

/// <summary>Which rounds may still change, and where those come from who confirm.</summary>
internal static class RoundRights
{
    /// <summary>One round, as long as it is open: every statement that changes one is made of this.</summary>
    public static IQueryable<ShareRound> OpenRounds(this PortalDbContext db, Guid roundId) => db.ShareRounds.Where(r => r.Id == roundId && r.DecidedAt == null);

    /// <summary>The organisations that these people belong to now, in whatever role, by person. Who is not there belongs to none.</summary>
    public static async Task<ILookup<Guid, Guid>> HomesAsync(this PortalDbContext db, IReadOnlyCollection<Guid> people, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.Memberships.Where(m => people.Contains(m.SupporterId) && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            .OrderBy(m => m.Organisation!.Name).Select(m => new { m.SupporterId, m.OrganisationId }).ToListAsync(cancellationToken))
        .ToLookup(m => m.SupporterId, m => m.OrganisationId);
}
