using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Circles;

/// <summary>Who may do what in a circle and who sees whom, as part of the statement that reads or writes.</summary>
internal static class CircleRights
{
    /// <summary>The memberships of people whose account may be used.</summary>
    public static IQueryable<CircleMember> PresentIn(this PortalDbContext db, Guid circleId) => db.CircleMembers.Where(m =>
        m.CircleId == circleId && m.Standing == CircleStanding.Active
        && db.Supporters.Any(s => s.Id == m.SupporterId && s.EmailConfirmed && s.SuspendedAt == null && s.ErasedAt == null));

    /// <summary>The approved circles that this person hosts now.</summary>
    public static IQueryable<Guid> CirclesHostedBy(this PortalDbContext db, Guid supporterId) => db.CircleMembers
        .Where(m => db.ActiveAccount(supporterId).Contains(m.SupporterId) && m.Standing == CircleStanding.Active && m.IsHost && m.Circle!.State == CircleState.Approved)
        .Select(m => m.CircleId);

    /// <summary>
    /// Whose name a reader sees in a circle. Only a member sees any: those of the hosts, who chose to be known; and of members who let theirs be
    /// seen, if the reader does too or hosts. A host sees the name of who asks, where it was let be seen. Two who are kept apart never see each other.
    /// </summary>
    public static IQueryable<CircleMember> NamedTo(this PortalDbContext db, Guid readerId, Guid circleId) => db.CircleMembers.Where(m =>
        m.CircleId == circleId && m.SupporterId != readerId
        && db.Supporters.Any(s => s.Id == m.SupporterId && s.EmailConfirmed && s.SuspendedAt == null && s.ErasedAt == null)
        && !db.KeptApart.Any(k => k.SupporterId == readerId && k.OtherId == m.SupporterId)
        && db.CircleMembers.Any(r => r.CircleId == circleId && r.SupporterId == readerId && r.Standing == CircleStanding.Active
            && db.ActiveAccount(readerId).Contains(r.SupporterId)
            && ((m.Standing == CircleStanding.Active && (m.IsHost || (m.SharesName && (r.SharesName || r.IsHost))))
                || (m.Standing == CircleStanding.Asked && m.SharesName && r.IsHost))));

    /// <summary>Takes the turn of a circle for the rest of the transaction; null where there is none. After supporters, before channels.</summary>
    public static async Task<SupporterCircle?> TakeCircleAsync(this PortalDbContext db, Guid circleId, CancellationToken cancellationToken) =>
        await db.Circles.Where(c => c.Id == circleId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Turn, c => c.Turn + 1), cancellationToken) == 0
            ? null : await db.Circles.SingleOrDefaultAsync(c => c.Id == circleId, cancellationToken);
}
