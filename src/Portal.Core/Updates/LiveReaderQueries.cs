using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates.Following;

namespace Portal.Core.Updates;

/// <summary>Reads rights to live channels from the database; nothing is taken from claims.</summary>
public sealed class LiveReaderQueries(IDbContextFactory<PortalDbContext> contexts, IOptions<SessionsOptions> sessionLimits, TimeProvider clock)
{
    /// <summary>The rights of one person; <see cref="LiveReader.Anonymous"/> for null and for accounts that may not be used.</summary>
    public async Task<LiveReader> ReadAsync(Guid? supporterId, CancellationToken cancellationToken) =>
        supporterId is { } id && (await ReadAsync([id], cancellationToken)).TryGetValue(id, out var reader) ? reader : LiveReader.Anonymous;

    /// <summary>The rights of many at once; who is missing may do what anonymous readers may.</summary>
    public async Task<IReadOnlyDictionary<Guid, LiveReader>> ReadAsync(IReadOnlyCollection<Guid> supporterIds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Supporters.AsNoTracking()
            .Where(s => supporterIds.Contains(s.Id) && s.EmailConfirmed && s.SuspendedAt == null)
            .Select(s => new
            {
                s.Id,
                Groups = db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new { m.OrganisationId, IsOrganiser = m.Role == MembershipRole.Organiser }).ToList(),
            })
            .ToListAsync(cancellationToken);
        var sessions = (await db.FullSessions(supporterIds, now, now - sessionLimits.Value.LockAfter).Select(s => new { s.SupporterId, s.Id }).ToListAsync(cancellationToken)).ToLookup(s => s.SupporterId, s => s.Id);
        var own = await ChannelQueries.OwnAsync(db, supporterIds, now, cancellationToken);
        return rows.ToDictionary(r => r.Id, r => new LiveReader(r.Id, MayReadCommunity: true, [.. sessions[r.Id]], r.Groups.ConvertAll(g => g.OrganisationId), [.. r.Groups.Where(g => g.IsOrganiser).Select(g => g.OrganisationId)], [.. own[r.Id].Distinct(StringComparer.Ordinal)]));
    }
}
