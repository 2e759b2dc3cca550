using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Bookings.Parties;

/// <summary>Writes to the leaders of groups, each thing once.</summary>
public sealed class PartyMail(Outbox outbox, TimeProvider clock)
{
    internal const string FreedTemplate = "party-freed";
    internal const string ReminderTemplate = "party-reminder";

    /// <summary>Places were freed: says how many, and why.</summary>
    internal async Task FreedAsync(PortalDbContext db, Guid lastPlace, int places, PartyFreed why, CancellationToken cancellationToken)
    {
        var about = await db.PartyPlaces.Where(p => p.Id == lastPlace).Select(p => new { p.PartyId, p.ShiftId, p.Party!.LeaderId, p.Shift!.EndsAt }).FirstAsync(cancellationToken);
        outbox.Add(db, new($"{FreedTemplate}:{lastPlace}", MailPriority.Booking, FreedTemplate, await LanguageAsync(db, about.LeaderId, cancellationToken))
        {
            SupporterId = about.LeaderId,
            Data = new PartyLetterData(about.PartyId, about.ShiftId, places, why),
            ExpiresAt = about.EndsAt,
        });
    }

    /// <summary>Places are unclaimed shortly before they are freed: says so. False when it was said, or the group was made later than that.</summary>
    internal async Task<bool> RemindAsync(PortalDbContext db, Guid partyId, Guid shiftId, CancellationToken cancellationToken)
    {
        var key = $"{ReminderTemplate}:{partyId}:{shiftId}";
        var about = await db.PartyPlaces.Where(PartyPlace.IsUnclaimed).Where(p => p.PartyId == partyId && p.ShiftId == shiftId)
            .Select(p => new { p.Party!.LeaderId, p.Shift!.StartsAt, p.Party.CreatedAt }).FirstOrDefaultAsync(cancellationToken);
        if (about is null
            || about.CreatedAt >= about.StartsAt - Party.RemindedBefore
            || about.StartsAt - Party.FreedBefore <= clock.GetUtcNow()
            || await db.Messages.AnyAsync(m => m.Key == key, cancellationToken))
        {
            return false;
        }

        outbox.Add(db, new(key, MailPriority.Booking, ReminderTemplate, await LanguageAsync(db, about.LeaderId, cancellationToken))
        {
            SupporterId = about.LeaderId,
            Data = new PartyLetterData(partyId, shiftId, 0, PartyFreed.Unclaimed),
            ExpiresAt = about.StartsAt - Party.FreedBefore,
        });
        return true;
    }

    private static Task<string> LanguageAsync(PortalDbContext db, Guid leaderId, CancellationToken cancellationToken) =>
        db.Supporters.Where(s => s.Id == leaderId).Select(s => s.Language).FirstAsync(cancellationToken);
}

/// <summary>What a letter to a group's leader needs: which places it tells of.</summary>
internal sealed record PartyLetterData(Guid PartyId, Guid ShiftId, int Places, PartyFreed Why);
