using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.Closures;

/// <summary>
/// Whether a site is closed while a shift would take place: nobody is promised a place there then. Closing a site and opening a shift
/// there each lock the site first, then positions: whichever comes second sees the other.
/// </summary>
internal static class StandingClosures
{
    /// <summary>The first closure in force that touches that time; null where there is none, or for work from home.</summary>
    public static Task<SiteClosure?> ClosedAsync(this PortalDbContext db, Guid? siteId, DateTimeOffset startsAt, DateTimeOffset endsAt, CancellationToken cancellationToken) => siteId is null
        ? Task.FromResult<SiteClosure?>(null)
        : db.SiteClosures.AsNoTracking()
            .Where(c => c.SiteId == siteId && c.ReopenedAt == null && c.From < endsAt && c.Until > startsAt)
            .OrderBy(c => c.From).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Locks sites for the rest of the transaction, and changes nothing of them.</summary>
    public static Task LockSitesAsync(this PortalDbContext db, IEnumerable<Guid?> siteIds, CancellationToken cancellationToken)
    {
        var ids = siteIds.OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? Task.CompletedTask : db.Sites.Where(s => ids.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZone, s => s.TimeZone), cancellationToken);
    }

    /// <summary>The same for the sites of shifts that exist.</summary>
    public static Task LockSitesOfAsync(this PortalDbContext db, IReadOnlyCollection<Guid> shiftIds, CancellationToken cancellationToken) =>
        db.Sites.Where(site => db.Shifts.Any(s => shiftIds.Contains(s.Id) && s.SiteId == site.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZone, s => s.TimeZone), cancellationToken);

    /// <summary>When these sites are closed, in one command, for many shifts at once.</summary>
    public static async Task<ClosedTimes> ClosedTimesAsync(this PortalDbContext db, IEnumerable<Guid?> siteIds, CancellationToken cancellationToken)
    {
        var ids = siteIds.OfType<Guid>().Distinct().ToList();
        return new(ids.Count == 0 ? [] : await db.SiteClosures.AsNoTracking().Where(c => ids.Contains(c.SiteId) && c.ReopenedAt == null).ToListAsync(cancellationToken));
    }

    /// <summary>Publishes those of new shifts whose site is open at their time; the others stay drafts. Locks the sites; the caller saves.</summary>
    public static async Task PublishWhereOpenAsync(this PortalDbContext db, IReadOnlyCollection<Shift> shifts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sites = shifts.Select(s => s.SiteId).ToHashSet();
        await db.LockSitesAsync(sites, cancellationToken);
        var closed = await db.ClosedTimesAsync(sites, cancellationToken);
        foreach (var shift in shifts.Where(s => !closed.Touch(s.SiteId, s.StartsAt, s.EndsAt)))
        {
            shift.TryPublish(now);
        }
    }
}

/// <summary>When some sites are closed.</summary>
internal sealed class ClosedTimes(IReadOnlyList<SiteClosure> closures)
{
    /// <summary>Whether a site is closed at some moment between two; never for work from home.</summary>
    public bool Touch(Guid? siteId, DateTimeOffset startsAt, DateTimeOffset endsAt) =>
        siteId is not null && closures.Any(c => c.SiteId == siteId && c.From < endsAt && c.Until > startsAt);
}
