using Microsoft.EntityFrameworkCore;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Circles;

/// <summary>Who hosts a circle: hosts ask others, who agree; they step down; and where nobody is left, a member offers and an administrator says yes.</summary>
public sealed class CircleHosting(CircleTurns turns, CircleMail mail, TimeProvider clock)
{
    private const string HostAction = "circle.host-confirmed";

    /// <summary>A host asks a member whose name they see to host it too. A place is kept for them; where there is none left, nothing is done.</summary>
    public Task<HostResult> AskAsync(Guid hostId, Guid circleId, Guid memberId, CancellationToken cancellationToken) => turns.TakeAsync(hostId, circleId, HostResult.NotFound, async turn =>
    {
        if (!turn.IsAwake || !await turn.HostsAsync(hostId) || !await turn.Db.NamedTo(hostId, circleId).AnyAsync(m => m.Id == memberId, turn.Stop)
            || await turn.RowAsync(memberId) is not { Standing: CircleStanding.Active } member)
        {
            return turn.Drop(HostResult.NotFound);
        }

        if (member.TakesHostPlace)
        {
            return turn.Drop(HostResult.Done);
        }

        if (!await turn.HasRoomForHostAsync())
        {
            return turn.Drop(HostResult.Full);
        }

        member.TryAskToHost(turn.Now);
        await mail.TellAsync(turn.Db, CircleNews.HostAsked, circleId, member.SupporterId, turn.Now, turn.Stop);
        return HostResult.Done;
    }, cancellationToken);

    /// <summary>Whoever was asked to host says yes or no. False where nobody asked.</summary>
    public Task<bool> AnswerAsync(Guid supporterId, Guid circleId, bool accept, CancellationToken cancellationToken) => turns.TakeAsync(supporterId, circleId, none: false, async turn =>
        (await turn.Db.ActiveAccount(supporterId).AnyAsync(turn.Stop) && await turn.MemberAsync(supporterId) is { } member && member.TryAnswerToHost(accept)) || turn.Drop(false), cancellationToken);

    /// <summary>Stops hosting and stays a member, the last one too. False for whoever does not host.</summary>
    public Task<bool> StepDownAsync(Guid supporterId, Guid circleId, CancellationToken cancellationToken) => turns.TakeAsync(supporterId, circleId, none: false, async turn =>
        (turn.Circle.State == CircleState.Approved && await turn.MemberAsync(supporterId) is { } member && member.TryStepDown(turn.Now)) || turn.Drop(false), cancellationToken);

    /// <summary>A member of a circle that nobody hosts offers to. Administrators are told. True also where they offered before.</summary>
    public Task<bool> OfferAsync(Guid supporterId, Guid circleId, CancellationToken cancellationToken) => turns.TakeAsync(supporterId, circleId, none: false, async turn =>
    {
        if (turn.Circle is not { State: CircleState.Approved, HostlessSince: not null } || !await turn.Db.PresentIn(circleId).AnyAsync(m => m.SupporterId == supporterId, turn.Stop))
        {
            return turn.Drop(false);
        }

        if (await turn.MemberAsync(supporterId) is not { } member || !member.TryOffer(turn.Now))
        {
            return turn.Drop(true);
        }

        await mail.TellAdministratorsAsync(turn.Db, circleId, supporterId, turn.Now, turn.Stop);
        return true;
    }, cancellationToken);

    /// <summary>An administrator answers an offer; a yes wakes the circle. Nobody answers their own. False where there is none.</summary>
    public Task<bool> AnswerOfferAsync(Guid actorId, Guid circleId, Guid memberId, bool accept, CancellationToken cancellationToken) => turns.TakeAsync(actorId, circleId, none: false, async turn =>
    {
        if (!await turn.Db.Administrators(turn.Now).ContainsAsync(actorId, turn.Stop) || !await turn.Db.PresentIn(circleId).AnyAsync(m => m.Id == memberId && m.SupporterId != actorId, turn.Stop)
            || (accept && !await turn.HasRoomForHostAsync()) || await turn.RowAsync(memberId) is not { } member || !member.TryAnswerOffer(accept))
        {
            return turn.Drop(false);
        }

        if (accept)
        {
            turn.Db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = turn.Now, ActorId = actorId, Action = HostAction, SubjectId = member.SupporterId, Detail = turn.Circle.Slug });
        }

        await mail.TellAsync(turn.Db, accept ? CircleNews.Hosting : CircleNews.NotHosting, circleId, member.SupporterId, turn.Now, turn.Stop);
        return true;
    }, cancellationToken);
}

/// <summary>How asking somebody to host ended.</summary>
public enum HostResult
{
    /// <summary>They are asked, or were before, or host it.</summary>
    Done,

    /// <summary>As many host it, or are asked to, as may.</summary>
    Full,

    /// <summary>There is no such member for this host.</summary>
    NotFound,
}
