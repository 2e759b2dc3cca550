using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>Tells a leader that places of the group are free for all now.</summary>
internal sealed class PartyFreedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    public string Template => PartyMail.FreedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<PartyLetterData>(message);
        if (await PartyFacts.FindAsync(db, data, cancellationToken) is not { } facts)
        {
            return WrittenLetter.Skip("party-gone");
        }

        var reader = WallTime.FindZone(recipient.Supporter?.TimeZone);
        return WrittenLetter.Send(new Letter(
            words.Count("Parties.Mail.Freed.Subject", data.Places, facts.Party),
            words["Parties.Mail.Freed.Heading"],
            [
                new LetterBlock.Paragraph(words.Count($"Parties.Mail.Freed.{data.Why}", data.Places, facts.Party, facts.Organisation)),
                shift.Box(facts.Plan, facts.Organisation, reader),
                new LetterBlock.Paragraph(words["Parties.Mail.Freed.Theirs"]),
                new LetterBlock.Buttons([new(words["Parties.Mail.See"], links.To($"/parties/{data.PartyId}"))]),
            ],
            words["Parties.Mail.Footer"])
        {
            Preview = words["Parties.Mail.Freed.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }
}

/// <summary>Reminds a leader of places that nobody claimed, before they are freed.</summary>
internal sealed class PartyReminderLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, IOptions<MailOptions> mail) : ILetterWriter
{
    public string Template => PartyMail.ReminderTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<PartyLetterData>(message);
        var facts = await PartyFacts.FindAsync(db, data, cancellationToken);
        if (facts is not { Unclaimed: > 0 })
        {
            return WrittenLetter.Skip("claimed");
        }

        var reader = WallTime.FindZone(recipient.Supporter?.TimeZone);
        return WrittenLetter.Send(new Letter(
            mail.Value.ReminderSubject(words.Count("Parties.Mail.Reminder.Subject", facts.Unclaimed, facts.Party)),
            words["Parties.Mail.Reminder.Heading"],
            [
                new LetterBlock.Paragraph(words.Count("Parties.Mail.Reminder.Text", facts.Unclaimed, facts.Party, shift.Moment(facts.Plan.StartsAt - Party.FreedBefore, facts.Plan, reader))),
                shift.Box(facts.Plan, facts.Organisation, reader),
                new LetterBlock.Paragraph(words["Parties.Mail.Reminder.Share"]),
                new LetterBlock.Buttons([new(words["Parties.Mail.See"], links.To($"/parties/{data.PartyId}"))]),
            ],
            words["Parties.Mail.Footer"])
        {
            Preview = words["Parties.Mail.Reminder.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }
}

/// <summary>A group and a shift of it, read again right before a letter about them is sent.</summary>
internal sealed record PartyFacts(string Party, string Organisation, string? PublicEmail, ShiftPlan Plan, int Unclaimed)
{
    public static Task<PartyFacts?> FindAsync(PortalDbContext db, PartyLetterData data, CancellationToken cancellationToken) =>
        db.Shifts.AsNoTracking()
            .Where(s => s.Id == data.ShiftId && db.Parties.Any(p => p.Id == data.PartyId))
            .Select(s => new PartyFacts(
                db.Parties.Where(p => p.Id == data.PartyId).Select(p => p.Name).First(),
                s.Organisation!.Name,
                s.Organisation.PublicEmail,
                new ShiftPlan(s.Activity!.Name, s.Site!.Area, s.StartsAt, s.EndsAt, s.TimeZone),
                db.PartyPlaces.Where(PartyPlace.IsUnclaimed).Count(p => p.PartyId == data.PartyId && p.ShiftId == data.ShiftId)))
            .FirstOrDefaultAsync(cancellationToken);
}
