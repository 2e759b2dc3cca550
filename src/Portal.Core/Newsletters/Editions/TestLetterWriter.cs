using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Editions;

/// <summary>Writes an edition to the person who writes it, marked as a test, in its present wording.</summary>
public sealed class TestLetterWriter(PortalDbContext db, NewsletterBlocks blocks, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "newsletter-test";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var issue = JsonSerializer.Deserialize<IssueReference>(message.Data);
        var edition = await db.NewsletterEditions
            .Where(e => e.NewsletterId == issue!.NewsletterId && e.Language == message.Language)
            .Select(e => new EditionText(e.Language, e.Subject, e.Preview, e.Body))
            .SingleOrDefaultAsync(cancellationToken);
        if (edition is null)
        {
            return WrittenLetter.Skip("newsletter-gone");
        }

        var letter = Letters.Of(FrozenEditions.Render((await blocks.FillAsync([edition], cancellationToken))[0]), texts["Newsletters.Mail.TestWhy"]);
        return WrittenLetter.Send(letter with { Subject = texts["Newsletters.Mail.TestSubject", edition.Subject] });
    }
}
