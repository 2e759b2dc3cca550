using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.Appointments;

/// <summary>Takes an invitation to organise, or says no to it, as whoever is invited.</summary>
public sealed class AppointmentAnswers(Retry retry, AppointmentMail mail, MailBell bell, TimeProvider clock)
{
    private const string AcceptedAction = "organiser.accepted";
    private const string DeclinedAction = "organiser.declined";

    /// <summary>Says yes: the person organises from then on, on record; all who organise there, and administrators, are told. A second tap gets the answer of the first.</summary>
    public Task<AnswerInvitationResult> AcceptAsync(Guid supporterId, Guid invitationId, CancellationToken cancellationToken) => AnswerAsync(supporterId, invitationId, InvitationAnswer.Accepted, cancellationToken);

    /// <summary>Says no: whoever invited is told.</summary>
    public Task<AnswerInvitationResult> DeclineAsync(Guid supporterId, Guid invitationId, CancellationToken cancellationToken) => AnswerAsync(supporterId, invitationId, InvitationAnswer.Declined, cancellationToken);

    private async Task<AnswerInvitationResult> AnswerAsync(Guid supporterId, Guid invitationId, InvitationAnswer answer, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync((db, token) => AnswerOnceAsync(db, supporterId, invitationId, answer, token), cancellationToken);
        bell.Ring();
        return result;
    }

    private async Task<AnswerInvitationResult> AnswerOnceAsync(PortalDbContext db, Guid supporterId, Guid invitationId, InvitationAnswer answer, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var done = answer == InvitationAnswer.Accepted ? AnswerInvitationResult.Accepted : AnswerInvitationResult.Declined;
        var own = db.OrganiserInvitations.AsNoTracking().Where(i => i.Id == invitationId && i.SupporterId == supporterId);
        if (await own.FirstOrDefaultAsync(cancellationToken) is not { } invitation)
        {
            return AnswerInvitationResult.NotFound;
        }

        await db.LockOrganisersAsync(invitation.OrganisationId, cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var now = clock.GetUtcNow();
        var taken = await db.InvitationsTo(supporterId, now).Where(i => i.Id == invitationId)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.DecidedAt, now).SetProperty(i => i.Answer, answer), cancellationToken);
        if (taken == 0)
        {
            return await own.AnyAsync(i => i.Answer == answer, cancellationToken) ? done : AnswerInvitationResult.NotFound;
        }

        if (answer == InvitationAnswer.Accepted)
        {
            await AppointAsync(db, invitation, supporterId, now, cancellationToken);
            await mail.AcceptedAsync(db, invitation, now, cancellationToken);
        }
        else
        {
            await mail.DeclinedAsync(db, invitation, cancellationToken);
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = supporterId,
            Action = answer == InvitationAnswer.Accepted ? AcceptedAction : DeclinedAction,
            SubjectId = supporterId,
            OrganisationId = invitation.OrganisationId,
            Detail = $"invitation {invitation.Id}",
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return done;
    }

    private async Task AppointAsync(PortalDbContext db, OrganiserInvitation invitation, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Another invitation to the same person has nothing left to give.
        await db.OrganiserInvitations.Where(i => i.OrganisationId == invitation.OrganisationId && i.SupporterId == supporterId && i.DecidedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.DecidedAt, now).SetProperty(i => i.Answer, InvitationAnswer.Withdrawn), cancellationToken);
        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.SupporterId == supporterId && m.OrganisationId == invitation.OrganisationId, cancellationToken)
            ?? db.Memberships.Add(new Membership
            {
                Id = Ids.New(clock),
                SupporterId = supporterId,
                OrganisationId = invitation.OrganisationId,
                Role = MembershipRole.Organiser,
                State = MembershipState.Active,
                RequestedAt = now,
            }).Entity;
        (membership.Role, membership.State, membership.EndsAt, membership.Word) = (MembershipRole.Organiser, MembershipState.Active, null, null);
        (membership.DecidedAt, membership.DecidedById) = (now, invitation.InvitedById);
    }
}
