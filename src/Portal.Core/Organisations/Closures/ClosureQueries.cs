using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
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

        var people = await db.ClosureNotices.AsNoTracking()
            .Where(n => n.ClosureId == closureId)
            .Join(db.Supporters, n => n.SupporterId, s => s.Id, (n, s) => new ReachedPerson(n.BookingId, s.Id, s.DisplayName, s.Language)
            {
                Activity = n.Booking!.Shift!.Activity!.Name,
                StartsAt = n.Booking.Shift.StartsAt,
                State = n.Booking.State,
                HasPhone = s.Phone != null,
                SeenAt = n.SeenAt,
                ToldAt = n.ToldAt,
                HasAnswered = n.Booking.History.Any(c => c.ActorId == s.Id && c.At > head.Closure.ClosedAt),
            })
            .ToListAsync(cancellationToken);
        return new(head.Closure, head.Area, head.To, WallTime.Zone(head.TimeZone), [.. people.OrderBy(p => p.StartsAt).ThenBy(p => p.Name, StringComparer.CurrentCulture)], now);
    }

    /// <summary>Closures of a site that are not over, soonest first.</summary>
    public async Task<IReadOnlyList<SiteClosure>> StandingAsync(Guid siteId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.SiteClosures.AsNoTracking().Where(c => c.SiteId == siteId && c.ReopenedAt == null && c.Until > now).OrderBy(c => c.From).ToListAsync(cancellationToken);
    }
}

/// <summary>A closure with the people whom it concerns.</summary>
/// <param name="To">The area where its shifts went; null where they were cancelled.</param>
public sealed record ClosurePage(SiteClosure Closure, LocalText Area, LocalText? To, TimeZoneInfo Zone, IReadOnlyList<ReachedPerson> People, DateTimeOffset AsOf)
{
    /// <summary>Whether it still stands.</summary>
    public bool Stands => Closure.ReopenedAt is null && Closure.Until > AsOf;

    /// <summary>How many do not know yet, as far as the portal can tell.</summary>
    public int NotReached => People.Count(p => !p.IsReached);
}

/// <summary>Somebody whom a closure concerns.</summary>
public sealed record ReachedPerson(Guid BookingId, Guid SupporterId, string Name, string Language)
{
    /// <summary>What the shift is.</summary>
    public required LocalText Activity { get; init; }

    /// <summary>When it starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Where the booking stands.</summary>
    public required BookingState State { get; init; }

    /// <summary>Whether the person left a number for this.</summary>
    public required bool HasPhone { get; init; }

    /// <summary>When the person opened the page that says so.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When the person was told by phone.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Whether the person has answered since.</summary>
    public bool HasAnswered { get; init; }

    /// <summary>Whether the person knows.</summary>
    public bool IsReached => HasAnswered || SeenAt is not null || ToldAt is not null;
}
