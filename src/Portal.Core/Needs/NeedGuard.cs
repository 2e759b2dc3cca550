using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Needs;

/// <summary>The guarded statements that count what is promised and what came. They decide whether something is still missing; nothing else does.</summary>
public class NeedGuard
{
    /// <summary>For how long after its organisers were asked a need is still shown.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromDays(7);

    /// <summary>Whether a need counts and is shown to everybody: it is not closed, and its organisers have not left the question unanswered.</summary>
    public static Expression<Func<Need, bool>> IsShown(DateTimeOffset now)
    {
        var since = now - Grace;
        return n => n.ClosedAt == null && (n.AskedAt == null || n.AskedAt > since);
    }

    /// <summary>Counts a promise, or more of one, if as much is missing at this moment. One statement, so that the last piece is promised once.</summary>
    public virtual async Task<bool> TryPledgeAsync(PortalDbContext db, Guid needId, int amount, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Needs.Where(n => n.Id == needId && n.Wanted - n.Pledged - n.Arrived >= amount).Where(IsShown(now))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Pledged, n => n.Pledged + amount), cancellationToken) == 1;

    /// <summary>Locks a need for the rest of the transaction, so that its pledges and arrivals can be read and counted. False where there is none.</summary>
    public virtual async Task<bool> LockAsync(PortalDbContext db, Guid needId, CancellationToken cancellationToken) =>
        await db.Needs.Where(n => n.Id == needId).ExecuteUpdateAsync(set => set.SetProperty(n => n.Pledged, n => n.Pledged), cancellationToken) == 1;

    /// <summary>Counts what the caller changed among the rows in the same transaction. False where nothing sensible would be left.</summary>
    public virtual async Task<bool> TryMoveAsync(PortalDbContext db, Guid needId, int pledged, int arrived, CancellationToken cancellationToken) =>
        await db.Needs
            .Where(n => n.Id == needId && n.Pledged + pledged >= 0 && n.Arrived + arrived >= 0 && n.Arrived + arrived <= Need.MostArrived)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Pledged, n => n.Pledged + pledged).SetProperty(n => n.Arrived, n => n.Arrived + arrived), cancellationToken) == 1;

    /// <summary>Counts what was promised as missing again.</summary>
    public async Task GiveBackAsync(PortalDbContext db, Guid needId, int amount, CancellationToken cancellationToken)
    {
        if (!await TryMoveAsync(db, needId, -amount, 0, cancellationToken))
        {
            throw new InvalidOperationException($"Need {needId} counts less than was promised.");
        }
    }
}
