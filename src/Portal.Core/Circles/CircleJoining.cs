using Microsoft.EntityFrameworkCore;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Circles;

/// <summary>Joining a circle, being answered, and leaving it.</summary>
public sealed class CircleJoining(CircleTurns turns, CircleMail mail, TimeProvider clock)
{
    private const string RemovedAction = "circle.member-removed";

    /// <summary>Joins an open circle at once, and asks the hosts of another one. Whoever was removed asks in any case. Twice is the same as once.</summary>
    /// <param name="sharesName">Whether one's name may be seen.</param>
    /// <param name="word">A word to the hosts, for whoever asks.</param>
    public Task<JoinResult> JoinAsync(Guid supporterId, Guid circleId, bool sharesName, string? word, CancellationToken cancellationToken)
    {
        var line = TypedText.IsReadable(word) ? TypedText.Lines(word) : "";
        var kept = !TypedText.IsVisible(line) ? null : TypedText.Start(line, CircleMember.WordLength);
        return turns.TakeAsync(supporterId, circleId, JoinResult.NotFound, async turn =>
        {
            if (turn.Circle.State != CircleState.Approved || !await turn.Db.ActiveAccount(supporterId).AnyAsync(turn.Stop))
            {
                return turn.Drop(JoinResult.NotFound);
            }

            if (!turn.IsAwake)
            {
                return turn.Drop(JoinResult.Resting);
            }

            var member = await turn.MemberAsync(supporterId) ?? turn.Db.CircleMembers.Add(new CircleMember { Id = Ids.New(clock), CircleId = circleId, SupporterId = supporterId }).Entity;
            if (member.Standing != CircleStanding.Gone)
            {
                return turn.Drop(member.Standing == CircleStanding.Active ? JoinResult.Joined : JoinResult.Asked);
            }

            if (turn.Circle.IsOpen && member.RemovedBecause is null)
            {
                member.TryJoin(sharesName, turn.Now);
                return JoinResult.Joined;
            }

            member.TryAsk(sharesName, kept, turn.Now);
            await mail.TellHostsAsync(turn.Db, turn.Circle, turn.Now, turn.Stop);
            return JoinResult.Asked;
        }, cancellationToken);
    }

    /// <summary>A host says yes or no to somebody who asks. False where there is nothing to answer, or it is not theirs to answer.</summary>
    public Task<bool> AnswerAsync(Guid hostId, Guid circleId, Guid memberId, bool accept, CancellationToken cancellationToken) => turns.TakeAsync(hostId, circleId, none: false, async turn =>
    {
        if (!turn.IsAwake || !await turn.HostsAsync(hostId) || await turn.RowAsync(memberId) is not { } member || !member.TryAnswer(accept, turn.Now))
        {
            return turn.Drop(false);
        }

        await mail.TellAsync(turn.Db, accept ? CircleNews.Accepted : CircleNews.Refused, circleId, member.SupporterId, turn.Now, turn.Stop);
        return true;
    }, cancellationToken);

    /// <summary>Leaves, takes a request back, or takes a proposal back that nobody has answered. True also where it was over.</summary>
    public Task<bool> LeaveAsync(Guid supporterId, Guid circleId, CancellationToken cancellationToken) => turns.TakeAsync(supporterId, circleId, none: false, async turn =>
    {
        var member = await turn.MemberAsync(supporterId);
        return member?.TryGo(because: null, turn.Now) == true || turn.Drop(member is not null);
    }, cancellationToken);

    /// <summary>A host removes a member whose name they see, and tells them why. Another host is not removed. False where nothing was done.</summary>
    public Task<bool> RemoveAsync(Guid hostId, Guid circleId, Guid memberId, string? reason, CancellationToken cancellationToken)
    {
        var why = TypedText.IsReadable(reason) ? TypedText.Lines(reason) : "";
        return !TypedText.IsVisible(why) || why.Length > CircleMember.ReasonLength ? Task.FromResult(false) : turns.TakeAsync(hostId, circleId, none: false, async turn =>
        {
            if (!await turn.HostsAsync(hostId) || !await turn.Db.NamedTo(hostId, circleId).AnyAsync(m => m.Id == memberId, turn.Stop)
                || await turn.RowAsync(memberId) is not { Standing: CircleStanding.Active, IsHost: false } member || !member.TryGo(why, turn.Now))
            {
                return turn.Drop(false);
            }

            turn.Db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = turn.Now, ActorId = hostId, Action = RemovedAction, SubjectId = member.SupporterId, Detail = turn.Circle.Slug });
            await mail.TellAsync(turn.Db, CircleNews.Removed, circleId, member.SupporterId, turn.Now, turn.Stop);
            return true;
        }, cancellationToken);
    }

    /// <summary>Sets what one wants to show and to get. False for whoever does not belong to it.</summary>
    public Task<bool> ChooseAsync(Guid supporterId, Guid circleId, bool sharesName, bool wantsMail, CancellationToken cancellationToken) => turns.TakeAsync(supporterId, circleId, none: false, async turn =>
    {
        if (await turn.MemberAsync(supporterId) is not { Standing: CircleStanding.Active } member)
        {
            return turn.Drop(false);
        }

        member.Choose(sharesName, wantsMail);
        return true;
    }, cancellationToken);
}

/// <summary>How joining ended.</summary>
public enum JoinResult
{
    /// <summary>They belong to it.</summary>
    Joined,

    /// <summary>The hosts are asked.</summary>
    Asked,

    /// <summary>It rests, and takes nobody in.</summary>
    Resting,

    /// <summary>There is no such circle, or the account may not be used.</summary>
    NotFound,
}
