using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Qualifications.Letters;

/// <summary>Tells somebody that something they hold ends soon, which of their shifts that touches, and how to have it renewed.</summary>
internal sealed class QualificationEndsLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    public string Template => QualificationMail.EndsTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<QualificationEndsLetterData>(message);
        var facts = await QualificationFacts.FindAsync(db, data.QualificationId, cancellationToken);
        if (facts is not { State: QualificationState.Held } || facts.LastDay != data.LastDay)
        {
            return WrittenLetter.Skip("changed");
        }

        if (facts.HeldLonger || facts.RenewalAsked)
        {
            return WrittenLetter.Skip(facts.HeldLonger ? "held-longer" : "renewal-asked");
        }

        var touched = await facts.TouchedAsync(db, data.LastDay, clock.GetUtcNow(), cancellationToken);
        return WrittenLetter.Send(new Letter(
            words["Qualifications.Mail.Ends.Subject", facts.Kind],
            words["Qualifications.Mail.Ends.Heading"],
            [
                new LetterBlock.Paragraph(words["Qualifications.Mail.Ends.Text", facts.Kind, QualificationFacts.Day(data.LastDay), facts.Organisation]),
                .. QualificationEndedLetterWriter.Shifts(words, shift, touched, "Qualifications.Mail.Ends.Touched"),
                new LetterBlock.Paragraph(words["Qualifications.Mail.Ends.Renew", facts.Organisation]),
                new LetterBlock.Buttons([new(words["Qualifications.Mail.Ends.Link"], links.To($"/account/qualifications?kind={facts.KindId}&organisation={facts.Slug}"))]),
            ],
            words["Qualifications.Mail.Ended.Footer", facts.Organisation])
        {
            Preview = words["Qualifications.Mail.Ends.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }
}
