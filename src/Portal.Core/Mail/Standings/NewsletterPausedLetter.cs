using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Resources;

namespace Portal.Core.Mail.Standings;

/// <summary>Which newsletter pauses by itself, and why.</summary>
/// <param name="Reaches">How many it would go to, where that is the reason.</param>
public sealed record PausedNewsletter(Guid NewsletterId, string Because, int Reaches = 0);

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
        var found = await db.Newsletters.Where(n => n.Id == pause.NewsletterId && (n.State == NewsletterState.Paused || (n.State == NewsletterState.Scheduled && n.FreezeAt == null)))
            .Select(n => new { n.Bounced, n.Complained, n.Recipients, n.Editions.First(e => e.Language == n.MainLanguage).Subject })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return WrittenLetter.Skip("newsletter-goes-on");
        }

        var (why, what) = pause.Because switch
        {
            AutomaticPause.Complaints => (texts["Mail.Paused.Complaints", found.Complained, found.Recipients], texts["Mail.Paused.ComplaintsText"]),
            AutomaticPause.Outgrown => (texts["Mail.Paused.Outgrown", pause.Reaches, found.Recipients], texts["Mail.Paused.OutgrownText"]),
            _ => (texts["Mail.Paused.Bounces", found.Bounced, found.Recipients], texts["Mail.Paused.BouncesText"]),
        };
        return WrittenLetter.Send(new Letter(
            texts["Mail.Paused.Subject"],
            texts["Mail.Paused.Heading"],
            [
                new LetterBlock.Facts([found.Subject, why]),
                new LetterBlock.Paragraph(what),
                new LetterBlock.Buttons([new LetterLink(texts["Mail.Paused.Button"], links.To($"/admin/newsletters/{pause.NewsletterId}"))]),
            ],
            texts["Mail.Paused.Why"]));
    }
}
