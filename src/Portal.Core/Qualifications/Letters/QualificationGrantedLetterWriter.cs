using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Qualifications.Letters;

/// <summary>Tells somebody what they hold now: by a training they completed, or because an organiser confirmed it.</summary>
internal sealed class QualificationGrantedLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => QualificationMail.GrantedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await QualificationFacts.FindAsync(db, LetterFacts.DataOf<QualificationLetterData>(message).QualificationId, cancellationToken);
        if (facts is not { State: QualificationState.Held })
        {
            return WrittenLetter.Skip("taken-back");
        }

        var key = facts.ByTraining ? "Qualifications.Mail.Granted" : "Qualifications.Mail.Confirmed";
        return WrittenLetter.Send(new Letter(
            words["Qualifications.Mail.Granted.Subject", facts.Kind],
            words[$"{key}.Heading"],
            [
                new LetterBlock.Paragraph(words[$"{key}.Text", facts.Kind, facts.Organisation]),
                .. Until(facts),
                new LetterBlock.Buttons([new(words["Qualifications.Mail.Granted.Link"], links.To("/shifts?bookable=true"))]),
            ],
            words[$"{key}.Footer", facts.Organisation])
        {
            Preview = words["Qualifications.Mail.Granted.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }

    private IEnumerable<LetterBlock> Until(QualificationFacts facts) =>
        facts.LastDay is { } day ? [new LetterBlock.Paragraph(words["Qualifications.Mail.Until", QualificationFacts.Day(day)])] : [];
}
