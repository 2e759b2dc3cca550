using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.People;

/// <summary>What members are: volunteers, shift leads, organisers. There is always somebody who organises.</summary>
public sealed class MemberRoles(Retry retry, LastOrganiser last, Outbox outbox, MailBell bell, TimeProvider clock)
{
    internal const string Template = "membership-role";
    private const string Action = "membership.role";

    /// <summary>Gives a member another role, as an organiser; the member is told, and it is on record.</summary>
    public async Task<ChangeRoleResult> ChangeAsync(Guid actorId, Guid membershipId, MembershipRole role, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync((db, token) => ChangeOnceAsync(db, actorId, membershipId, role, token), cancellationToken);
        bell.Ring();
        return result;
    }

    private async Task<ChangeRoleResult> ChangeOnceAsync(PortalDbContext db, Guid actorId, Guid membershipId, MembershipRole role, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var known = await db.MembersFor(actorId, now).Where(m => m.Id == membershipId).Select(m => new { m.OrganisationId, m.SupporterId }).FirstOrDefaultAsync(cancellationToken);
        if (known is null)
        {
            return ChangeRoleResult.NotFound;
        }

        await db.LockOrganisersAsync(known.OrganisationId, cancellationToken);
        await db.LockSupporterAsync(known.SupporterId, cancellationToken);
        // Read behind the locks: whoever waited for another may have stopped organising meanwhile.
        if (await db.MembersFor(actorId, now).FirstOrDefaultAsync(m => m.Id == membershipId, cancellationToken) is not { } membership)
        {
            return ChangeRoleResult.NotFound;
        }

        if (membership.Role == role)
        {
            return ChangeRoleResult.Changed;
        }

        if (membership.Role == MembershipRole.Organiser && !await db.OthersOrganiseAsync(membership, now, cancellationToken))
        {
            return ChangeRoleResult.LastOrganiser;
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = Action,
            SubjectId = membership.SupporterId,
            OrganisationId = membership.OrganisationId,
            Detail = $"{membership.Role} -> {role}",
        });
        membership.Role = role;
        if (role == MembershipRole.Volunteer)
        {
            await db.StopLeadingAsync(membership, cancellationToken);
        }

        if (membership.SupporterId != actorId)
        {
            var language = await db.Supporters.Where(s => s.Id == membership.SupporterId).Select(s => s.Language).FirstAsync(cancellationToken);
            outbox.Add(db, new($"{Template}:{membership.Id}:{Ids.New(clock)}", MailPriority.Booking, Template, language)
            {
                SupporterId = membership.SupporterId,
                Data = new RoleLetterData(membership.Id, role),
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        if (await last.HoldAsync(db, membership.OrganisationId, now, cancellationToken))
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return ChangeRoleResult.Changed;
    }
}

/// <summary>What a letter about a role needs: the role it tells of, so that only the last one is told.</summary>
internal sealed record RoleLetterData(Guid MembershipId, MembershipRole Role);

/// <summary>How changing a role ended.</summary>
public enum ChangeRoleResult
{
    /// <summary>The member has that role.</summary>
    Changed,

    /// <summary>Nobody would be left who organises.</summary>
    LastOrganiser,

    /// <summary>There is no such member, or not in an organisation of this person's.</summary>
    NotFound,
}
