using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Updates;

namespace Portal.Core.Circles.Letters;

/// <summary>What the hosts of a circle wrote, to one of its members; unless they left, or asked for no more meanwhile.</summary>
internal sealed class CircleMessageLetter(PortalDbContext db, CircleTokens tokens, PortalLinks links, Phrasebook texts) : ILetterWriter
{
    public string Template => CircleWriting.Template;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var (id, person) = (LetterFacts.DataOf<CircleMessageData>(message).MessageId, recipient.Supporter?.Id);
        if (await db.CircleMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } written
            || await db.PresentIn(written.CircleId).AsNoTracking().Include(m => m.Circle).FirstOrDefaultAsync(m => m.SupporterId == person && m.WantsMail, cancellationToken) is not { Circle: { } circle } member)
        {
            return WrittenLetter.Skip("not-wanted");
        }

        var stop = links.To($"/circles/mail/stop?m={member.Id:N}&t={tokens.Of(member.Id)}");
        var page = links.To(CirclePaths.Of(circle.Slug));
        return WrittenLetter.Send(new Letter(
            texts["Circles.Mail.Message.Subject", circle.Name],
            written.Title,
            [
                new LetterBlock.Rich(MarkdownRenderer.ToHtml(written.Body), MarkdownRenderer.Read(written.Body).Text),
                new LetterBlock.Buttons([new LetterLink(texts["Circles.Mail.ToCircle"], page), new LetterLink(texts["Circles.Mail.Message.Report"], $"{page}/report?message={id}")]),
            ],
            texts["Circles.Mail.Message.Why", circle.Name])
        {
            FooterLink = new(texts["Circles.Mail.Message.Stop"], stop),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = $"<{stop}>" },
        });
    }
}
