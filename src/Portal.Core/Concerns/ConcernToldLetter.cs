using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Concerns;

/// <summary>Tells whoever may read it that a concern was told, and nothing of it: not about whom, not of which organisation.</summary>
internal sealed class ConcernToldLetter(PortalDbContext db, PortalLinks links, Phrasebook texts, TimeProvider clock) : ILetterWriter
{
    public const string Name = "concern-told";

    public string Template => Name;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<ConcernLetterData>(message).ConcernId;
        if (recipient.Supporter is not { } reader || !await db.ConcernsFor(reader.Id, clock.GetUtcNow()).AnyAsync(c => c.Id == id && c.ClosedAt == null, cancellationToken))
        {
            return WrittenLetter.Skip("over");
        }

        return WrittenLetter.Send(new Letter(
            texts["Concerns.Mail.Subject"],
            texts["Concerns.Mail.Heading", recipient.Name],
            [
                new LetterBlock.Paragraph(texts["Concerns.Mail.Text"]),
                new LetterBlock.Paragraph(texts["Concerns.Mail.Next"]),
                new LetterBlock.Buttons([new LetterLink(texts["Concerns.Mail.Button"], links.To("/concerns"))]),
                new LetterBlock.Small(texts["Concerns.Mail.Small"]),
            ],
            texts["Concerns.Mail.Why"]));
    }
}
