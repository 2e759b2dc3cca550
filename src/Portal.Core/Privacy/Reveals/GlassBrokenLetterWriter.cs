using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Reveals;

/// <summary>Tells an organiser that a coalition administrator read a meeting point of theirs, and why. It says which area, never where.</summary>
internal sealed class GlassBrokenLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    public string Template => MeetingPointReader.GlassTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<GlassLetterData>(message).EntryId;
        var facts = await db.AuditEntries.AsNoTracking().Where(a => a.Id == id)
            .Join(db.Sites, a => a.SubjectId, s => s.Id, (a, s) => new
            {
                a.At,
                a.Detail,
                SiteId = s.Id,
                s.Area,
                s.TimeZone,
                Name = db.Supporters.Where(p => p.Id == a.ActorId).Select(p => p.DisplayName).FirstOrDefault(),
                Organisation = db.Organisations.Where(o => o.Id == s.OrganisationId).Select(o => o.Name).First(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return facts is null
            ? WrittenLetter.Skip("gone")
            : WrittenLetter.Send(new Letter(
                words["Reveals.Mail.Glass.Subject", facts.Area],
                words["Reveals.Mail.Glass.Heading"],
                [
                    new LetterBlock.Paragraph(words["Reveals.Mail.Glass.Text", facts.Name ?? words["Reveals.Mail.Glass.Somebody"], facts.Area, shift.At(facts.At, WallTime.Zone(facts.TimeZone))]),
                    new LetterBlock.Paragraph(words["Reveals.Mail.Glass.Reason", facts.Detail ?? ""]),
                    new LetterBlock.Paragraph(words["Reveals.Mail.Glass.Next"]),
                    new LetterBlock.Buttons([new(words["Reveals.Mail.Glass.Site"], links.To($"/organise/sites/{facts.SiteId}"))]),
                ],
                words["Reveals.Mail.Footer", facts.Organisation])
            {
                Preview = words["Reveals.Mail.Glass.Preview"],
            });
    }
}
