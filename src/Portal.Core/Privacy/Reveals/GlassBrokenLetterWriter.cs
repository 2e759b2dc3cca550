using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy.Audit;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Reveals;

/// <summary>Tells an organiser that a coalition administrator read a meeting point of theirs, and why. It says which area, never where.</summary>
internal sealed class GlassBrokenLetterWriter(PortalDbContext db, AuditBoxes boxes, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    public string Template => MeetingPointReader.GlassTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<GlassLetterData>(message).EntryId;
        var look = (await boxes.ReadAsync(db, db.AuditEntries.Where(a => a.Id == id), cancellationToken)).FirstOrDefault();
        var (actor, site) = (look?.ActorId, look?.SubjectId);
        var facts = await db.Sites.AsNoTracking().Where(s => s.Id == site)
            .Select(s => new
            {
                s.Id,
                s.Area,
                s.TimeZone,
                Name = db.Supporters.Where(p => p.Id == actor).Select(p => p.DisplayName).FirstOrDefault(),
                Organisation = db.Organisations.Where(o => o.Id == s.OrganisationId).Select(o => o.Name).First(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return look is null || facts is null
            ? WrittenLetter.Skip("gone")
            : WrittenLetter.Send(new Letter(
                words["Reveals.Mail.Glass.Subject", facts.Area],
                words["Reveals.Mail.Glass.Heading"],
                [
                    new LetterBlock.Paragraph(words["Reveals.Mail.Glass.Text", facts.Name ?? words["Reveals.Mail.Glass.Somebody"], facts.Area, shift.At(look.At, WallTime.Zone(facts.TimeZone))]),
                    new LetterBlock.Paragraph(words["Reveals.Mail.Glass.Reason", look.Detail ?? ""]),
                    new LetterBlock.Paragraph(words["Reveals.Mail.Glass.Next"]),
                    new LetterBlock.Buttons([new(words["Reveals.Mail.Glass.Site"], links.To($"/organise/sites/{facts.Id}"))]),
                ],
                words["Reveals.Mail.Footer", facts.Organisation])
            {
                Preview = words["Reveals.Mail.Glass.Preview"],
            });
    }
}
