using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;

namespace Portal.Core.Organisations.Appointments;

/// <summary>How far an invitation has come.</summary>
public enum AppointmentStage
{
    /// <summary>Somebody is invited.</summary>
    Invited,

    /// <summary>They organise now.</summary>
    Accepted,

    /// <summary>They would rather not.</summary>
    Declined,
}

/// <summary>What the letter is written from.</summary>
internal sealed record AppointmentData(Guid InvitationId, AppointmentStage Stage);

/// <summary>Writes to whoever is invited, and to all whom the answer concerns: who invited, who organises there, and administrators.</summary>
public sealed class AppointmentMail(Outbox outbox)
{
    /// <summary>Tells somebody that they are invited; the caller saves.</summary>
    internal void Invited(PortalDbContext db, OrganiserInvitation invitation, string language) =>
        Add(db, invitation, AppointmentStage.Invited, invitation.SupporterId!.Value, language, invitation.ExpiresAt);

    /// <summary>Tells the others that there is somebody new.</summary>
    internal async Task AcceptedAsync(PortalDbContext db, OrganiserInvitation invitation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var readers = await db.Supporters
            .Where(s => s.Id != invitation.SupporterId && (s.Id == invitation.InvitedById || db.Administrators(now).Contains(s.Id) || db.OrganisersOf(invitation.OrganisationId, now).Contains(s.Id)))
            .Select(s => new { s.Id, s.Language }).ToListAsync(cancellationToken);
        readers.ForEach(reader => Add(db, invitation, AppointmentStage.Accepted, reader.Id, reader.Language));
    }

    /// <summary>Tells whoever invited that the answer is no.</summary>
    internal async Task DeclinedAsync(PortalDbContext db, OrganiserInvitation invitation, CancellationToken cancellationToken)
    {
        var language = await db.Supporters.Where(s => s.Id == invitation.InvitedById).Select(s => s.Language).FirstOrDefaultAsync(cancellationToken);
        if (language is not null)
        {
            Add(db, invitation, AppointmentStage.Declined, invitation.InvitedById, language);
        }
    }

    private void Add(PortalDbContext db, OrganiserInvitation invitation, AppointmentStage stage, Guid reader, string language, DateTimeOffset? expiresAt = null) =>
        outbox.Add(db, new MailDraft($"{AppointmentLetter.Name}:{invitation.Id}:{stage}:{reader}", MailPriority.Account, AppointmentLetter.Name, language)
        {
            SupporterId = reader,
            Data = new AppointmentData(invitation.Id, stage),
            ExpiresAt = expiresAt,
        });
}
