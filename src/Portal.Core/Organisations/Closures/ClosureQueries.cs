using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.Closures;

/// <summary>Reads closures for the organisers of their sites.</summary>
public sealed class ClosureQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>One closure with everybody whom it concerns, in two commands; null where it is not of this person's organisations.</summary>
    public async Task<ClosurePage?> FindAsync(Guid actorId, Guid closureId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var head = await db.SiteClosures.AsNoTracking()
            .Where(c => c.Id == closureId)
            .Join(db.Sites.Where(s => db.OrganisedBy(actorId, now).Contains(s.OrganisationId)), c => c.SiteId, s => s.Id, (c, s) => new
            {
                Closure = c,
                s.Area,
                s.TimeZone,
                To = db.Sites.Where(t => t.Id == c.MovedToSiteId).Select(t => t.Area).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (head is null)
        {
            return null;
        }

        var rows = await db.ClosureNotices.AsNoTracking()
            .Where(n => n.ClosureId == closureId)
            .Join(db.Supporters, n => n.SupporterId, s => s.Id, (n, s) => new
            {
                s.Id,
                s.DisplayName,
                s.Language,
                HasPhone = s.Phone != null,
                Shift = new ReachedShift(n.BookingId, n.Booking!.Shift!.Activity!.Name, n.Booking.Shift.StartsAt, n.Booking.Shift.EndsAt)
                {
                    SeenAt = n.SeenAt,
                    ToldAt = n.ToldAt,
                    HasAnswered = n.Booking.History.Any(c => c.ActorId == s.Id && c.At > head.Closure.ClosedAt),
                },
            })
            .ToListAsync(cancellationToken);
        var people = rows.GroupBy(row => row.Id)
            .Select(g => new ReachedPerson(g.Key, g.First().DisplayName, g.First().Language, g.First().HasPhone, [.. g.Select(row => row.Shift).OrderBy(s => s.StartsAt)]))
            .OrderBy(p => p.Shifts[0].StartsAt).ThenBy(p => p.Name, StringComparer.CurrentCulture);
        return new(head.Closure, head.Area, head.To, WallTime.Zone(head.TimeZone), [.. people], now);
    }

    /// <summary>Closures of a site that are not over, soonest first.</summary>
    public async Task<IReadOnlyList<SiteClosure>> StandingAsync(Guid siteId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.SiteClosures.AsNoTracking().Where(c => c.SiteId == siteId && c.ReopenedAt == null && c.Until > now).OrderBy(c => c.From).ToListAsync(cancellationToken);
    }

    /// <summary>Closures of these organisations' sites that are not over and begin before a moment, soonest first.</summary>
    public async Task<IReadOnlyList<ClosedSite>> StandingAsync(IReadOnlyList<Guid> organisations, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.SiteClosures.AsNoTracking()
            .Where(c => c.ReopenedAt == null && c.Until > now && c.From < before)
            .Join(db.Sites.Where(s => organisations.Contains(s.OrganisationId)), c => c.SiteId, s => s.Id, (c, s) => new { Closure = c, Site = s })
            .OrderBy(both => both.Closure.From).ThenBy(both => both.Closure.Id)
            .Select(both => new ClosedSite(both.Closure.Id, both.Site.Id, both.Site.Area, both.Closure.From, both.Closure.Until, WallTime.Zone(both.Site.TimeZone)))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A site and when nobody goes there.</summary>
public sealed record ClosedSite(Guid ClosureId, Guid SiteId, LocalText Area, DateTimeOffset From, DateTimeOffset Until, TimeZoneInfo Zone);

/// <summary>A closure with the people whom it concerns.</summary>
/// <param name="To">The area where its shifts went; null where they were cancelled.</param>
public sealed record ClosurePage(SiteClosure Closure, LocalText Area, LocalText? To, TimeZoneInfo Zone, IReadOnlyList<ReachedPerson> People, DateTimeOffset AsOf)
{
    /// <summary>Whether it still stands.</summary>
    public bool Stands => Closure.ReopenedAt is null && Closure.Until > AsOf;

    /// <summary>How many do not know yet, as far as the portal can tell.</summary>
    public int NotReached => People.Count(p => !p.IsReached);

    /// <summary>Whether any of those left a number.</summary>
    public bool HasPhones => People.Any(p => !p.IsReached && p.HasPhone);

    /// <summary>Whether a number may be shown now: it stands, and a shift of its owner is near.</summary>
    public bool MayRing => Stands && People.Any(p => !p.IsReached && p.HasPhone
        && p.Shifts.Any(s => !s.IsReached && s.StartsAt - CallRound.OpensBefore <= AsOf && AsOf <= s.EndsAt + CallRound.ClosesAfter));
}

/// <summary>Somebody whom a closure concerns, with all the shifts it concerns.</summary>
/// <param name="HasPhone">Whether the person left a number for this.</param>
/// <param name="Shifts">Soonest first; at least one.</param>
public sealed record ReachedPerson(Guid SupporterId, string Name, string Language, bool HasPhone, IReadOnlyList<ReachedShift> Shifts)
{
    /// <summary>When the person last opened the page that says so.</summary>
    public DateTimeOffset? SeenAt => Shifts.Max(s => s.SeenAt);

    /// <summary>When the person was told by phone.</summary>
    public DateTimeOffset? ToldAt => Shifts.Max(s => s.ToldAt);

    /// <summary>Whether the person has answered since, about every shift.</summary>
    public bool HasAnswered => Shifts.All(s => s.HasAnswered);

    /// <summary>Whether the person knows of every shift.</summary>
    public bool IsReached => Shifts.All(s => s.IsReached);
}

/// <summary>A shift of somebody whom a closure concerns.</summary>
public sealed record ReachedShift(Guid BookingId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>When the person opened the page that says so.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When the person was told by phone.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Whether the person has answered since.</summary>
    public bool HasAnswered { get; init; }

    /// <summary>Whether the person knows.</summary>
    public bool IsReached => HasAnswered || SeenAt is not null || ToldAt is not null;
}
