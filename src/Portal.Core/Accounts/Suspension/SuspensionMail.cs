using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts.Suspension;

/// <summary>What the letters are written from.</summary>
internal sealed record SuspensionData(Guid SubjectId, Guid ActorId, bool IsLifted);

/// <summary>Writes that somebody was suspended, or is no more: to them, to those who organise where they belong, and to the other administrators. Never why.</summary>
public sealed class SuspensionMail(Outbox outbox, TimeProvider clock)
{
    /// <summary>Adds the mails to the context; the caller saves.</summary>
    internal async Task AddAsync(PortalDbContext db, AccountSuspension suspension, bool isLifted, Guid actorId, CancellationToken cancellationToken)
    {
        var (now, subject) = (clock.GetUtcNow(), suspension.SupporterId);
        var data = new SuspensionData(subject, actorId, isLifted);
        var end = $"{suspension.Id}:{(isLifted ? "lifted" : "begun")}";
        // An address that was never confirmed may be a stranger's.
        if (await db.Supporters.Where(s => s.Id == subject && s.EmailConfirmed).Select(s => s.Language).FirstOrDefaultAsync(cancellationToken) is { } language)
        {
            outbox.Add(db, new MailDraft($"{SuspendedLetter.Name}:{end}", MailPriority.Account, SuspendedLetter.Name, language) { SupporterId = subject, Data = data });
        }

        var belongs = db.Memberships.Where(m => m.SupporterId == subject && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now)).Select(m => m.OrganisationId);
        var readers = await db.Supporters
            .Where(s => s.Id != subject && s.Id != actorId
                && (db.Administrators(now).Contains(s.Id) || db.Organisers(now).Any(m => m.SupporterId == s.Id && belongs.Contains(m.OrganisationId))))
            .Select(s => new { s.Id, s.Language }).ToListAsync(cancellationToken);
        foreach (var reader in readers)
        {
            outbox.Add(db, new MailDraft($"{SuspensionToldLetter.Name}:{end}:{reader.Id}", MailPriority.Booking, SuspensionToldLetter.Name, reader.Language) { SupporterId = reader.Id, Data = data });
        }
    }
}
