using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Needs;

/// <summary>Whoever made a pledge, as mails to them need it.</summary>
internal sealed record PledgeReader(Guid PledgeId, Guid SupporterId, string Language, string TimeZone, DateOnly By);

/// <summary>Reads them.</summary>
internal static class PledgeReaders
{
    /// <summary>Those of some pledges who can be written to.</summary>
    public static Task<List<PledgeReader>> ReadersAsync(this IQueryable<Pledge> pledges, PortalDbContext db, CancellationToken cancellationToken) => pledges
        .Join(db.Supporters.Where(s => s.EmailConfirmed && s.SuspendedAt == null), p => p.SupporterId, s => s.Id, (p, s) => new PledgeReader(p.Id, s.Id, s.Language, s.TimeZone, p.By))
        .ToListAsync(cancellationToken);
}
