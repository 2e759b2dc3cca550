using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Updates.Following;

/// <summary>
/// Reads which channels somebody may read: the public one; the community's for whoever has a confirmed account; those of organisations
/// and circles for their members; those of shifts for whoever has a place on them or leads them, until two days after their end.
/// </summary>
public sealed class ChannelQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(2);

    /// <summary>What a reader may see, in one query; null for who is not signed in, or may not use the account.</summary>
    public async Task<ChannelSight> ReadAsync(Guid? supporterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (supporterId is not { } id)
        {
            var head = await db.Channels.Where(c => c.Name == Channel.Public).Select(c => c.Head).SingleAsync(cancellationToken);
            return new ChannelSight([new SeenChannel(Channel.Public, head)]);
        }

        var rows = (await RightsOf(db, [id], now)
            .Select(right => new
            {
                Right = right,
                Head = db.Channels.Where(c => c.Name == right.Channel).Select(c => c.Head).FirstOrDefault(),
                IsMuted = db.ChannelMutes.Any(m => m.SupporterId == id && m.Channel == right.Channel),
            })
            .ToListAsync(cancellationToken)).DistinctBy(r => r.Right.Channel).ToList();
        var busyWith = rows.Where(r => r.Right.StartsAt is not null && r.Right.EndsAt > now).Select(r => r.Right.OrganisationId).ToHashSet();
        return new ChannelSight(
        [
            .. rows.OrderBy(r => Width(r.Right)).ThenBy(r => r.Right.StartsAt).ThenBy(r => r.Right.Organisation, StringComparer.CurrentCulture)
                .Select(r => new SeenChannel(r.Right.Channel, r.Head, r.IsMuted, r.Right.OrganisationId is { } busy && busyWith.Contains(busy))
                {
                    Organisation = r.Right.Organisation,
                    Activity = r.Right.Activity,
                    StartsAt = r.Right.StartsAt,
                    TimeZone = r.Right.TimeZone,
                }),
        ]);
    }

    /// <summary>The channels of organisations, circles and shifts that each of these people may read, in one query.</summary>
    internal static async Task<ILookup<Guid, string>> OwnAsync(PortalDbContext db, IReadOnlyCollection<Guid> supporterIds, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await RightsOf(db, supporterIds, now).Where(r => r.Channel != Channel.Public && r.Channel != Channel.Community).Select(r => new { r.SupporterId, r.Channel }).ToListAsync(cancellationToken)).ToLookup(r => r.SupporterId, r => r.Channel);

    /// <summary>The updates of a channel, if this person may read it.</summary>
    internal static IQueryable<Update> ReadableBy(PortalDbContext db, Guid supporterId, string channel, DateTimeOffset now)
    {
        var rights = RightsOf(db, [supporterId], now).Where(r => r.Channel == channel);
        return db.Updates.AsNoTracking().Where(u => u.Channel == channel && rights.Any());
    }

    private static int Width(ChannelRight right) => right switch
    {
        { Channel: Channel.Public } => 0,
        { Channel: Channel.Community } => 1,
        { StartsAt: null } => 2,
        _ => 3,
    };

    // A membership that has ended is over; a shift is talked about for a while.
    private static IQueryable<ChannelRight> RightsOf(PortalDbContext db, IReadOnlyCollection<Guid> supporterIds, DateTimeOffset now)
    {
        var since = now - Afterwards;
        return db.Set<ChannelRight>().AsNoTracking()
            .Where(r => supporterIds.Contains(r.SupporterId) && (r.EndsAt == null || r.EndsAt > (r.StartsAt == null ? now : since)));
    }
}
