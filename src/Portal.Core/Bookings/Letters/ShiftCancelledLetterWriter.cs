using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Says that a shift will not take place, why, and who still needs people.</summary>
internal sealed class ShiftCancelledLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, Alternatives? alternatives, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    private const int MostAlternatives = 3;

    public string Template => BookingMail.ShiftCancelledTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await LetterFacts.FindAsync(db, LetterFacts.DataOf<BookingLetterData>(message).BookingId, cancellationToken);
        if (facts is not { ShiftStatus: ShiftStatus.Cancelled })
        {
            return WrittenLetter.Skip("shift-not-cancelled");
        }

        // Without others it is an example for an organiser, to whom it is no matter what somebody else could do instead.
        var person = alternatives is not null && message.SupporterId is { } id ? await PersonQueries.FindAsync(db, id, clock.GetUtcNow(), cancellationToken) : null;
        var others = alternatives is null ? [] : await alternatives.ForAsync(facts.Place, person, MostAlternatives, cancellationToken);
        return WrittenLetter.Send(Write(facts, recipient, others));
    }

    private Letter Write(LetterFacts facts, MailRecipient recipient, IReadOnlyList<ListedShift> others)
    {
        var reader = WallTime.FindZone(recipient.Supporter?.TimeZone);
        return new(
            words["Bookings.Mail.Cancelled.Subject", shift.Moment(facts.StartsAt, facts, reader)],
            words["Bookings.Mail.Cancelled.Heading"],
            [.. Blocks(facts, reader, others)],
            words["Bookings.Mail.Confirmed.Footer"])
        {
            Preview = words["Bookings.Mail.Cancelled.Preview"],
            ReplyTo = facts.PublicEmail,
            Calendar = shift.Calendar(facts, CalendarStatus.Cancelled),
        };
    }

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, TimeZoneInfo? reader, IReadOnlyList<ListedShift> others)
    {
        yield return new LetterBlock.Paragraph(words[facts.Remote ? "Bookings.Mail.Cancelled.TextRemote" : "Bookings.Mail.Cancelled.Text"]);
        yield return shift.Box(facts, reader);
        if (facts.CancelReason is { } reason)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Cancelled.Reason", facts.Organisation, reason]);
        }

        if (others.Count == 0)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Cancelled.Thanks"]);
            yield return new LetterBlock.Buttons([new(words["Bookings.Mail.Cancelled.FindAnother"], links.To("/shifts"))]);
            yield break;
        }

        yield return new LetterBlock.Paragraph(words["Bookings.Mail.Cancelled.Others"]);
        yield return new LetterBlock.Buttons([.. others.Select(other => new LetterLink(shift.Line(other.Shift), links.To($"/shifts/{other.Shift.Id}")))]);
    }
}
