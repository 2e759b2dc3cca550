using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Privacy.Reveals;

/// <summary>Asks an organiser to decide about somebody who gave places back after opening their points. It names no shift: some may be with others.</summary>
internal sealed class PointConcernLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => RevealWatch.Template;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<ConcernLetterData>(message).ConcernId;
        var facts = await db.PointConcerns.AsNoTracking().Where(c => c.Id == id)
            .Select(c => new
            {
                c.HoldsBack,
                c.DecidedAt,
                Name = db.Supporters.Where(s => s.Id == c.SupporterId).Select(s => s.DisplayName).First(),
                Organisation = db.Organisations.Where(o => o.Id == c.OrganisationId).Select(o => o.Name).First(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return facts is null ? WrittenLetter.Skip("gone")
            : facts.DecidedAt is not null ? WrittenLetter.Skip("answered")
            : WrittenLetter.Send(new Letter(
                words["Reveals.Mail.Concern.Subject", facts.Name],
                words["Reveals.Mail.Concern.Heading"],
                [
                    new LetterBlock.Paragraph(words["Reveals.Mail.Concern.Text", facts.Name]),
                    new LetterBlock.Paragraph(words[facts.HoldsBack ? "Reveals.Mail.Concern.HeldBack" : "Reveals.Mail.Concern.NotHeldBack", facts.Name]),
                    new LetterBlock.Buttons([new(words["Reveals.Mail.Concern.Decide"], links.To("/organise/concerns"))]),
                ],
                words["Reveals.Mail.Footer", facts.Organisation])
            {
                Preview = words["Reveals.Mail.Concern.Preview"],
            });
    }
}
