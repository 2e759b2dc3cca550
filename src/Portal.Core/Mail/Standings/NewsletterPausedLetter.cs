using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Resources;

namespace Portal.Core.Mail.Standings;

/// <summary>Which newsletter pauses by itself, and why.</summary>
public sealed record PausedNewsletter(Guid NewsletterId, string Because);

/// <summary>Tells an administrator that a newsletter pauses by itself, as long as it does.</summary>
public sealed class NewsletterPausedLetter(PortalDbContext db, PortalLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "newsletter-paused";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var pause = JsonSerializer.Deserialize<PausedNewsletter>(message.Data)!;
        var found = await db.Newsletters.Where(n => n.Id == pause.NewsletterId && n.State == NewsletterState.Paused)
            .Select(n => new { n.Bounced, n.Complained, n.Recipients, n.Editions.First(e => e.Language == n.MainLanguage).Subject })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return WrittenLetter.Skip("newsletter-goes-on");
        }

        var why = pause.Because == AutomaticPause.Complaints
            ? texts["Mail.Paused.Complaints", found.Complained, found.Recipients]
            : texts["Mail.Paused.Bounces", found.Bounced, found.Recipients];
        return WrittenLetter.Send(new Letter(
            texts["Mail.Paused.Subject"],
            texts["Mail.Paused.Heading"],
            [
                new LetterBlock.Facts([found.Subject, why]),
                new LetterBlock.Paragraph(texts[pause.Because == AutomaticPause.Complaints ? "Mail.Paused.ComplaintsText" : "Mail.Paused.BouncesText"]),
                new LetterBlock.Buttons([new LetterLink(texts["Mail.Paused.Button"], links.To($"/admin/newsletters/{pause.NewsletterId}"))]),
            ],
            texts["Mail.Paused.Why"]));
    }
}
