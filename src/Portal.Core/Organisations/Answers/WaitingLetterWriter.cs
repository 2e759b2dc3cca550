using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.Answers;

/// <summary>Tells who waits for the reader's answer right now. Its links lead to pages that ask: mail scanners open links.</summary>
internal sealed class WaitingLetterWriter(PortalDbContext db, WaitingQueries waiting, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    private const int MostLinks = 10;

    public string Template => WaitingMail.Template;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var reader = message.SupporterId!.Value;
        var queue = await waiting.ReadAsync(reader, cancellationToken);
        if (queue.Newest is not { } newest)
        {
            return WrittenLetter.Skip("answered");
        }

        // A letter that went out after the last one asked has told of all of them.
        MessageState[] gone = [MessageState.Sending, MessageState.Sent, MessageState.InDoubt];
        if (await db.Messages.AnyAsync(m => m.Id != message.Id && m.Template == Template && m.SupporterId == reader && gone.Contains(m.State) && m.NotBefore >= newest, cancellationToken))
        {
            return WrittenLetter.Skip("told");
        }

        return WrittenLetter.Send(new Letter(
            words.Count("Organisations.Mail.Waiting.Subject", queue.Count),
            words.Count("Organisations.Mail.Waiting.Subject", queue.Count),
            [new LetterBlock.Paragraph(words["Organisations.Mail.Waiting.Text"]), .. Blocks(queue)],
            words["Organisations.Mail.Waiting.Footer"])
        {
            Preview = words["Organisations.Mail.Waiting.Preview"],
        });
    }

    private IEnumerable<LetterBlock> Blocks(WaitingForAnswer queue)
    {
        var places = queue.Places.Select(p => (Key: "Places", p.BookingId, words["Organisations.Mail.Waiting.Place", p.Name, shift.Line(p.Activity, p.StartsAt, WallTime.Zone(p.TimeZone))]));
        var memberships = queue.Memberships.Select(m => (Key: "Memberships", m.MembershipId, words["Organisations.Mail.Waiting.Membership", m.Name, m.Organisation]));
        var qualifications = queue.Qualifications.Select(q => (Key: "Qualifications", q.QualificationId, words["Organisations.Mail.Waiting.Qualification", q.Name, q.Kind]));
        foreach (var kind in places.Concat(memberships).Concat(qualifications).Take(MostLinks).GroupBy(asked => asked.Key))
        {
            yield return new LetterBlock.Paragraph(words[$"Organise.Waiting.{kind.Key}"]);
            yield return new LetterBlock.Buttons([.. kind.Select(asked => new LetterLink(asked.Item3, links.To($"/answers/{asked.Item2}")))]);
        }

        if (queue.Count > MostLinks)
        {
            yield return new LetterBlock.Small(words["Organisations.Mail.Waiting.More", queue.Count - MostLinks]);
        }
    }
}
