using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Circles;

/// <summary>
/// One use case in one circle at a time: whoever acts is locked, then the circle; what is decided is saved, and looked at once more for whether
/// somebody hosts it. Whoever comes at the same moment waits, and decides by what was done.
/// </summary>
public sealed class CircleTurns(Retry retry, CircleMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>Runs it; <paramref name="none"/> where there is no such circle or no such account.</summary>
    internal async Task<T> TakeAsync<T>(Guid actorId, Guid circleId, T none, Func<CircleTurn, Task<T>> decide, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync(async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (!await db.LockSupporterAsync(actorId, token) || await db.TakeCircleAsync(circleId, token) is not { } circle)
            {
                return none;
            }

            var turn = new CircleTurn(db, circle, clock.GetUtcNow(), token);
            var decided = await decide(turn);
            if (turn.IsDropped)
            {
                return decided;
            }

            await db.SaveChangesAsync(token);
            await SettleAsync(turn);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return decided;
        }, cancellationToken);
        bell.Ring();
        return result;
    }

    private async Task SettleAsync(CircleTurn turn)
    {
        var (db, circle, stop) = (turn.Db, turn.Circle, turn.Stop);
        if (await db.PresentIn(circle.Id).AnyAsync(m => m.IsHost, stop))
        {
            circle.FindHost();
        }
        else if (circle.State == CircleState.Proposed)
        {
            // Whoever proposed it is gone: nobody is left to be answered.
            await db.Circles.Where(c => c.Id == circle.Id).ExecuteDeleteAsync(stop);
            db.ChangeTracker.Clear();
        }
        else if (circle.State == CircleState.Approved && circle.TryLoseHosts(turn.Now))
        {
            await mail.TellMembersAsync(db, circle, turn.Now, stop);
        }
    }
}

/// <summary>What a use case has in its hands while it has the turn of a circle.</summary>
internal sealed record CircleTurn(PortalDbContext Db, SupporterCircle Circle, DateTimeOffset Now, CancellationToken Stop)
{
    /// <summary>Whether nothing is to be saved.</summary>
    public bool IsDropped { get; private set; }

    /// <summary>Whether the circle is seen by everybody and does not rest.</summary>
    public bool IsAwake => Circle is { State: CircleState.Approved, RestingSince: null };

    /// <summary>Says no: nothing is saved.</summary>
    public T Drop<T>(T answer)
    {
        IsDropped = true;
        return answer;
    }

    /// <summary>Somebody's row in the circle, to be changed.</summary>
    public Task<CircleMember?> MemberAsync(Guid supporterId) => Db.CircleMembers.SingleOrDefaultAsync(m => m.CircleId == Circle.Id && m.SupporterId == supporterId, Stop);

    /// <summary>The same by the row's number.</summary>
    public Task<CircleMember?> RowAsync(Guid memberId) => Db.CircleMembers.SingleOrDefaultAsync(m => m.CircleId == Circle.Id && m.Id == memberId, Stop);

    /// <summary>Whether this person hosts it and may act.</summary>
    public Task<bool> HostsAsync(Guid supporterId) => Db.PresentIn(Circle.Id).AnyAsync(m => m.SupporterId == supporterId && m.IsHost, Stop);

    /// <summary>Whether another host has room; those who were asked count.</summary>
    public async Task<bool> HasRoomForHostAsync() =>
        await Db.PresentIn(Circle.Id).CountAsync(m => m.IsHost || m.HostAskedAt != null, Stop) < SupporterCircle.MostHosts;
}
