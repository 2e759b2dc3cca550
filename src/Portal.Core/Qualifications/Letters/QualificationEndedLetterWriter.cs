using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Qualifications.Letters;

/// <summary>Tells somebody that a qualification was not confirmed, not renewed, or taken back, and which of their shifts ask for it.</summary>
internal sealed class QualificationEndedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    public string Template => QualificationMail.EndedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<QualificationEndedLetterData>(message);
        var facts = await QualificationFacts.FindAsync(db, data.QualificationId, cancellationToken);
        var stands = data.End == QualificationEnd.NotRenewed ? QualificationState.Held : QualificationState.Ended;
        if (facts is null || facts.State != stands || facts.RenewalAsked)
        {
            return WrittenLetter.Skip("changed");
        }

        var touched = data.End == QualificationEnd.TakenBack ? await facts.TouchedAsync(db, lastDay: null, clock.GetUtcNow(), cancellationToken) : [];
        var key = $"Qualifications.Mail.{data.End}";
        return WrittenLetter.Send(new Letter(
            words[$"{key}.Subject", facts.Kind],
            words[$"{key}.Heading"],
            [
                new LetterBlock.Paragraph(words[$"{key}.Text", facts.Kind, facts.Organisation]),
                .. facts.State == QualificationState.Held && facts.LastDay is { } day ? [new LetterBlock.Paragraph(words["Qualifications.Mail.Until", QualificationFacts.Day(day)])] : Array.Empty<LetterBlock>(),
                .. Shifts(words, shift, touched, "Qualifications.Mail.TakenBack.Touched"),
                new LetterBlock.Buttons([new(words["Qualifications.Mail.Ended.Link"], links.To("/account/qualifications"))]),
            ],
            words["Qualifications.Mail.Ended.Footer", facts.Organisation])
        {
            Preview = words["Qualifications.Mail.Ended.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }

    /// <summary>The shifts that ask for it, under a sentence; nothing where there are none.</summary>
    internal static IEnumerable<LetterBlock> Shifts(Phrasebook words, ShiftWords shift, List<TouchedShift> touched, string key)
    {
        if (touched.Count > 0)
        {
            yield return new LetterBlock.Paragraph(words[key]);
            yield return new LetterBlock.Facts([.. touched.Select(t => shift.Line(t.Activity, t.StartsAt, WallTime.Zone(t.TimeZone)))]);
        }
    }
}
