using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Qualifications;

/// <summary>Tells somebody who completed a training what it granted.</summary>
internal sealed class QualificationGrantedLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => QualificationGrants.GrantedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<GrantLetterData>(message).QualificationId;
        var facts = await db.Qualifications.AsNoTracking()
            .Where(q => q.Id == id && q.State == QualificationState.Held)
            .Select(q => new { Kind = q.Kind!.Name, Organisation = db.Organisations.Where(o => o.Id == q.OrganisationId).Select(o => new { o.Name, o.PublicEmail }).First() })
            .FirstOrDefaultAsync(cancellationToken);
        return facts is null ? WrittenLetter.Skip("taken-back") : WrittenLetter.Send(new Letter(
            words["Qualifications.Mail.Granted.Subject", facts.Kind],
            words["Qualifications.Mail.Granted.Heading"],
            [
                new LetterBlock.Paragraph(words["Qualifications.Mail.Granted.Text", facts.Kind, facts.Organisation.Name]),
                new LetterBlock.Buttons([new(words["Qualifications.Mail.Granted.Link"], links.To("/shifts?bookable=true"))]),
            ],
            words["Qualifications.Mail.Granted.Footer", facts.Organisation.Name])
        {
            Preview = words["Qualifications.Mail.Granted.Preview"],
            ReplyTo = facts.Organisation.PublicEmail,
        });
    }
}
