using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.Appointments;

/// <summary>
/// Invites people to organise: as an administrator for any organisation, as an organiser for one's own. Whoever is invited says yes in the
/// portal; nobody invites themselves, so an administrator reads no meeting point by their own word.
/// </summary>
public sealed class AppointmentService(Retry retry, AppointmentMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>How many may be invited for an organisation within a day: each time may be a mail.</summary>
    public const int MostADay = 10;

    private const string InvitedAction = "organiser.invited";
    private const string WithdrawnAction = "organiser.withdrawn";

    /// <summary>Invites whoever has an address. What is answered is the same whether anybody has it.</summary>
    public async Task<InviteResult> InviteAsync(Guid actorId, Guid organisationId, string? address, CancellationToken cancellationToken)
    {
        if (AccountAddress.Clean(address) is not { } clean)
        {
            return InviteResult.NoAddress;
        }

        var normalized = AccountAddress.Normalized(clean);
        return await InviteAsync(actorId, organisationId, db => db.Supporters.Where(s => s.NormalizedEmail == normalized), cancellationToken);
    }

    /// <summary>Invites a member, as an organiser.</summary>
    public Task<InviteResult> InviteMemberAsync(Guid actorId, Guid organisationId, Guid membershipId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return InviteAsync(actorId, organisationId, db => db.Supporters.Where(s => db.MembersFor(actorId, now).Any(m => m.Id == membershipId && m.OrganisationId == organisationId && m.SupporterId == s.Id)), cancellationToken, isMember: true);
    }

    /// <summary>Takes an open invitation back. False where there is none that this person may take back.</summary>
    public Task<bool> WithdrawAsync(Guid actorId, Guid organisationId, Guid invitationId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            var taken = await db.OrganiserInvitations.Open(now)
                .Where(i => i.Id == invitationId && i.OrganisationId == organisationId && db.AppointableBy(actorId, now).Any(o => o.Id == i.OrganisationId))
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.DecidedAt, now).SetProperty(i => i.Answer, InvitationAnswer.Withdrawn), token);
            if (taken == 0)
            {
                return false;
            }

            Record(db, actorId, WithdrawnAction, invitationId, organisationId, now);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    /// <summary>Erases what was over long ago. Returns how many.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - OrganiserInvitation.KeptAfter;
        return retry.RunAsync((db, token) => db.OrganiserInvitations.Where(i => i.ExpiresAt < old).ExecuteDeleteAsync(token), cancellationToken);
    }

    private async Task<InviteResult> InviteAsync(Guid actorId, Guid organisationId, Func<PortalDbContext, IQueryable<Supporter>> whom, CancellationToken cancellationToken, bool isMember = false)
    {
        var result = await retry.RunAsync((db, token) => InviteOnceAsync(db, actorId, organisationId, whom(db), isMember, token), cancellationToken);
        bell.Ring();
        return result;
    }

    private async Task<InviteResult> InviteOnceAsync(PortalDbContext db, Guid actorId, Guid organisationId, IQueryable<Supporter> whom, bool isMember, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Whoever invites for the same organisation at this moment waits here, and is counted.
        await db.LockOrganisersAsync(organisationId, cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.AppointableBy(actorId, now).AnyAsync(o => o.Id == organisationId, cancellationToken))
        {
            return InviteResult.NotFound;
        }

        var to = await whom.Where(s => s.EmailConfirmed && s.SuspendedAt == null).Select(s => new { s.Id, s.Language }).FirstOrDefaultAsync(cancellationToken);
        if (to?.Id == actorId)
        {
            return InviteResult.Oneself;
        }

        if (to is null && isMember)
        {
            return InviteResult.NotFound;
        }

        var dayAgo = now.AddDays(-1);
        if (await db.OrganiserInvitations.CountAsync(i => i.OrganisationId == organisationId && i.InvitedAt > dayAgo, cancellationToken) >= MostADay)
        {
            return InviteResult.TooOften;
        }

        // Who organises already is not asked to; whoever typed the address reads no difference.
        var isNew = to is not null && !await db.OrganisersOf(organisationId, now).ContainsAsync(to.Id, cancellationToken);
        var invitation = new OrganiserInvitation
        {
            Id = Ids.New(clock),
            OrganisationId = organisationId,
            SupporterId = isNew ? to!.Id : null,
            InvitedById = actorId,
            InvitedAt = now,
            ExpiresAt = now + OrganiserInvitation.Waits,
        };
        db.OrganiserInvitations.Add(invitation);
        Record(db, actorId, InvitedAction, invitation.Id, organisationId, now);
        if (isNew)
        {
            mail.Invited(db, invitation, to!.Language);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return InviteResult.Invited;
    }

    private void Record(PortalDbContext db, Guid actorId, string action, Guid invitationId, Guid organisationId, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = now,
        ActorId = actorId,
        Action = action,
        SubjectId = invitationId,
        OrganisationId = organisationId,
    });
}
