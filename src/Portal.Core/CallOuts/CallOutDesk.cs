using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.CallOuts;

/// <summary>Reads what organisers need to call for people and to see what comes of it. Their organisations stand in every query; names are those of their own volunteers only.</summary>
public sealed class CallOutDesk(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many positions and call-outs are listed at most.</summary>
    public const int Most = 50;

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);
    private static readonly TimeSpan Back = TimeSpan.FromDays(14);

    private static Expression<Func<CallOut, ListedCallOut>> Listed(DateTimeOffset now) => c => new ListedCallOut(
        c.Id, c.Line, c.Language, c.Shift!.Activity!.Name, c.Position!.Name, c.Shift.StartsAt, c.Shift.EndsAt, c.Shift.TimeZone,
        c.EndedAt != null || c.Shift.Status != ShiftStatus.Published || c.Shift.StartsAt <= now || c.Position.RemovedAt != null,
        c.Target - (c.Position.Held - c.Position.Seeking),
        c.Asks.Count);

    /// <summary>The call-outs of somebody's organisations of the last two weeks, those that run first, and the positions of the coming week that lack people. Two commands.</summary>
    public async Task<CallOutBoard> BoardAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (until, since) = (now + Ahead, now - Back);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var callOuts = await db.CallOuts.AsNoTracking()
            .Where(c => db.OrganisedBy(actorId, now).Contains(c.OrganisationId) && c.StartedAt > since)
            .OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Take(Most)
            .Select(Listed(now))
            .ToListAsync(cancellationToken);
        var gaps = await db.Positions.AsNoTracking()
            .Where(p => p.RemovedAt == null && db.OrganisedBy(actorId, now).Contains(p.Shift!.OrganisationId) && p.Shift.Status == ShiftStatus.Published)
            .Where(p => p.Shift!.StartsAt > now && p.Shift.StartsAt < until && p.BookableUntil > now && p.Capacity - p.Reserved - (p.Held - p.Seeking) > 0)
            .Where(p => !db.CallOuts.Any(c => c.PositionId == p.Id && c.EndedAt == null && c.Target > p.Held - p.Seeking))
            .OrderByDescending(p => p.Held - p.Seeking < p.Minimum).ThenBy(p => p.Shift!.StartsAt).ThenBy(p => p.ShiftId).ThenBy(p => p.Order).Take(Most)
            .Select(p => new LackingPosition(p.Id, p.Shift!.Activity!.Name, p.Name, p.Shift.StartsAt, p.Shift.EndsAt, p.Shift.TimeZone, p.Held - p.Seeking, p.Minimum, p.Capacity))
            .ToListAsync(cancellationToken);
        return new CallOutBoard([.. callOuts.OrderBy(c => c.IsRunning ? 0 : 1)], gaps, now);
    }

    /// <summary>A position and whom a call-out would reach; null where it is none of this organiser's.</summary>
    public async Task<CallOutPlan?> PlanAsync(Guid actorId, Guid positionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var named = await db.Positions.AsNoTracking()
            .Where(p => p.Id == positionId && db.OrganisedBy(actorId, now).Contains(p.Shift!.OrganisationId))
            .Select(p => new { Activity = p.Shift!.Activity!.Name, p.Name, p.Minimum, Running = db.CallOuts.Where(c => c.PositionId == p.Id && c.EndedAt == null && c.Target > p.Held - p.Seeking).Select(c => (Guid?)c.Id).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        if (named is null || await PositionRow.FindAsync(db, positionId, cancellationToken) is not { } position)
        {
            return null;
        }

        var need = new CallOutNeed(position.Facts);
        return new CallOutPlan(positionId, position.Facts.ShiftId, named.Activity, named.Name, position.Facts.StartsAt, position.Facts.EndsAt, position.Facts.Zone, now)
        {
            Free = need.Free,
            Missing = Math.Clamp(named.Minimum - need.Firm, 1, Math.Max(1, need.Free)),
            RunningId = named.Running,
            Faults = [.. need.Faults(1, now)],
            Reach = await CallOutReach.FindAsync(db, position.Facts, callOutId: null, actorId, now, cancellationToken),
        };
    }

    /// <summary>A call-out with what came of it; null where it is none of this organiser's.</summary>
    public async Task<CallOutProgress?> ProgressAsync(Guid actorId, Guid callOutId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var callOut = await db.CallOuts.AsNoTracking()
            .Where(c => c.Id == callOutId && db.OrganisedBy(actorId, now).Contains(c.OrganisationId))
            .Select(c => new
            {
                c.OrganisationId,
                c.ShiftId,
                c.PositionId,
                c.Circle,
                c.StartedAt,
                c.EndedAt,
                Organisation = c.Shift!.Organisation!.Name,
                c.Shift.Visibility,
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (callOut is null)
        {
            return null;
        }

        var listed = await db.CallOuts.AsNoTracking().Where(c => c.Id == callOutId).Select(Listed(now)).SingleAsync(cancellationToken);
        var members = db.Memberships.Where(m => m.OrganisationId == callOut.OrganisationId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now)).Select(m => m.SupporterId)
            .Concat(db.Acquaintances.Where(k => k.OrganisationId == callOut.OrganisationId).Select(k => k.SupporterId));
        var asked = await db.CallOutAsks.AsNoTracking().Where(a => a.CallOutId == callOutId)
            .OrderBy(a => a.AskAt).ThenBy(a => a.SupporterId)
            .Select(a => new AskedPerson(
                members.Contains(a.SupporterId) ? db.Supporters.Where(s => s.Id == a.SupporterId).Select(s => s.DisplayName).First() : null,
                a.AskAt,
                a.SeenAt != null,
                a.DeclinedAt != null,
                db.Bookings.Any(b => b.SupporterId == a.SupporterId && b.PositionId == callOut.PositionId && BookingStates.Holding.Contains(b.State))))
            .ToListAsync(cancellationToken);
        var unasked = await db.Bookings.AsNoTracking()
            .Where(b => b.PositionId == callOut.PositionId && b.CreatedAt >= callOut.StartedAt && BookingStates.Holding.Contains(b.State) && !db.CallOutAsks.Any(a => a.CallOutId == callOutId && a.SupporterId == b.SupporterId))
            .OrderBy(b => b.CreatedAt).ThenBy(b => b.Id)
            .Select(b => members.Contains(b.SupporterId) ? db.Supporters.Where(s => s.Id == b.SupporterId).Select(s => s.DisplayName).First() : null)
            .ToListAsync(cancellationToken);
        var position = listed.IsRunning ? await PositionRow.FindAsync(db, callOut.PositionId, cancellationToken) : null;
        return new CallOutProgress(listed, callOut.ShiftId, callOut.PositionId, callOut.Organisation, callOut.Circle, callOut.StartedAt, callOut.EndedAt, asked, now)
        {
            Unasked = unasked,
            IsPublic = callOut.Visibility == Visibility.Public,
            Wider = position is null ? null : await CallOutReach.FindAsync(db, position.Facts, callOutId, actorId, now, cancellationToken),
        };
    }
}

/// <summary>What an organiser sees first: what runs, and what lacks people.</summary>
public sealed record CallOutBoard(IReadOnlyList<ListedCallOut> CallOuts, IReadOnlyList<LackingPosition> Gaps, DateTimeOffset Now);

/// <summary>A call-out in a list. <paramref name="IsOver"/>: it was ended, or its shift has begun or is off. <paramref name="Missing"/> may be less than nobody.</summary>
public sealed record ListedCallOut(
    Guid Id, string Line, string Language, LocalText Activity, LocalText Position, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, bool IsOver, int Missing, int Asked)
{
    /// <summary>Whether people are still looked for.</summary>
    public bool IsRunning => !IsOver && Missing > 0;
}

/// <summary>A position that could take more people.</summary>
public sealed record LackingPosition(
    Guid Id, LocalText Activity, LocalText Position, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, int Firm, int Minimum, int Capacity)
{
    /// <summary>How many are missing from its minimum.</summary>
    public int Missing => Math.Max(0, Minimum - Firm);
}

/// <summary>A position and whom a call-out for it would reach, at a moment.</summary>
public sealed record CallOutPlan(Guid PositionId, Guid ShiftId, LocalText Activity, LocalText Position, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, DateTimeOffset Now)
{
    /// <summary>Most people that can be looked for.</summary>
    public required int Free { get; init; }

    /// <summary>How many are missing from its minimum, at least one.</summary>
    public required int Missing { get; init; }

    /// <summary>The call-out that runs for it already, or null.</summary>
    public required Guid? RunningId { get; init; }

    /// <summary>What stands in the way of calling for anybody.</summary>
    public required IReadOnlyList<CallOutFault> Faults { get; init; }

    /// <summary>Whom it would reach.</summary>
    public required CallOutReach Reach { get; init; }
}

/// <summary>A call-out and what came of it so far.</summary>
public sealed record CallOutProgress(
    ListedCallOut CallOut, Guid ShiftId, Guid PositionId, string Organisation, Circle Circle, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<AskedPerson> People, DateTimeOffset Now)
{
    /// <summary>Whom a wider circle would reach; null where it does not run any more.</summary>
    public required CallOutReach? Wider { get; init; }

    /// <summary>How many were asked by now.</summary>
    public int Asked => People.Count(p => p.AskAt <= Now);

    /// <summary>How many are asked when their quiet hours end.</summary>
    public int Later => People.Count - Asked;

    /// <summary>How many have seen it in the portal.</summary>
    public int Seen => People.Count(p => p.HasSeen);

    /// <summary>Those who took a place since it began without having been asked, as by the link that was passed on; null for whoever is no volunteer of the organisation.</summary>
    public required IReadOnlyList<string?> Unasked { get; init; }

    /// <summary>Whether everybody can open the link that is passed on: of other shifts only those who may see them.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>How many come, asked or not.</summary>
    public int Coming => People.Count(p => p.IsComing) + Unasked.Count;

    /// <summary>How many said "not now".</summary>
    public int NotNow => People.Count(p => p.HasDeclined);
}

/// <summary>Somebody who is asked. <paramref name="Name"/> is null for whoever is no volunteer of the organisation.</summary>
public sealed record AskedPerson(string? Name, DateTimeOffset AskAt, bool HasSeen, bool HasDeclined, bool IsComing);
