using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Organisations.Closures;

/// <summary>Whether a site is closed while a shift would take place: nobody is promised a place there then.</summary>
internal static class StandingClosures
{
    /// <summary>The first closure in force that touches that time; null where there is none, or for work from home.</summary>
    public static Task<SiteClosure?> ClosedAsync(this PortalDbContext db, Guid? siteId, DateTimeOffset startsAt, DateTimeOffset endsAt, CancellationToken cancellationToken) => siteId is null
        ? Task.FromResult<SiteClosure?>(null)
        : db.SiteClosures.AsNoTracking()
            .Where(c => c.SiteId == siteId && c.ReopenedAt == null && c.From < endsAt && c.Until > startsAt)
            .OrderBy(c => c.From).FirstOrDefaultAsync(cancellationToken);
}
