using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.People;

/// <summary>Signs a member out everywhere when they ask for it, because a phone is lost and they have no other; on record.</summary>
public sealed class LostPhones(Retry retry, TimeProvider clock)
{
    private const string Action = "membership.sign-out";

    /// <summary>Ends all sessions of a member who does not organise. Their password and passkeys stay, so they sign in again wherever they are. False where there is no such member for this organiser.</summary>
    public Task<bool> SignOutAsync(Guid actorId, Guid membershipId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            var member = await db.MembersFor(actorId, now).Where(m => m.Id == membershipId && m.Role != MembershipRole.Organiser && m.SupporterId != actorId)
                .Select(m => new { m.SupporterId, m.OrganisationId }).FirstOrDefaultAsync(token);
            if (member is null)
            {
                return false;
            }

            db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = Action, SubjectId = member.SupporterId, OrganisationId = member.OrganisationId });
            await db.SaveChangesAsync(token);
            await db.Sessions.Where(s => s.SupporterId == member.SupporterId).EndAsync(now, token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);
}
