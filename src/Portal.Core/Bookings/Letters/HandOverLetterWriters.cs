using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Says that somebody offers the reader their place. Its link leads to a page that asks: mail scanners open links.</summary>
internal sealed class PlaceHandedLetterWriter(HandOverQueries handed, Phrasebook words, ShiftWords shift, PortalLinks links, PortalDbContext db) : ILetterWriter
{
    public string Template => BookingMail.HandedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<BookingLetterData>(message).BookingId;
        return message.SupporterId is { } reader && await handed.FindAsync(reader, id, cancellationToken) is not null && await LetterFacts.FindAsync(db, id, cancellationToken) is { } facts
            ? WrittenLetter.Send(Write(facts, WallTime.FindZone(recipient.Supporter?.TimeZone)))
            : WrittenLetter.Skip("not-offered");
    }

    private Letter Write(LetterFacts facts, TimeZoneInfo? reader) => new(
        words["Bookings.Mail.Handed.Subject", facts.Who, shift.Moment(facts.StartsAt, facts, reader)],
        words["Bookings.Mail.Handed.Heading"],
        [
            new LetterBlock.Paragraph(words["Bookings.Mail.Handed.Text", facts.Who]),
            shift.Box(facts, reader),
            new LetterBlock.Buttons([new(words["Bookings.Mail.Offered.Answer"], links.To($"/bookings/{facts.BookingId}/take-over"))]),
            new LetterBlock.Small(words["Bookings.Mail.Handed.Otherwise", facts.Who]),
        ],
        words["Bookings.Mail.Handed.Footer"])
    {
        Preview = words["Bookings.Mail.Handed.Preview"],
    };
}

/// <summary>Tells a holder that whom they offered their place to does not take it.</summary>
internal sealed class PlaceHandingDeclinedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    public string Template => BookingMail.HandingDeclinedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await LetterFacts.FindAsync(db, LetterFacts.DataOf<BookingLetterData>(message).BookingId, cancellationToken);
        return facts is { State: BookingState.Confirmed or BookingState.SeekingCover, ShiftStatus: ShiftStatus.Published }
            ? WrittenLetter.Send(Write(facts, WallTime.FindZone(recipient.Supporter?.TimeZone)))
            : WrittenLetter.Skip("booking-changed");
    }

    private Letter Write(LetterFacts facts, TimeZoneInfo? reader) => new(
        words["Bookings.Mail.HandingDeclined.Subject", shift.Moment(facts.StartsAt, facts, reader)],
        words["Bookings.Mail.HandingDeclined.Heading"],
        [
            new LetterBlock.Paragraph(words["Bookings.Mail.HandingDeclined.Text"]),
            shift.Box(facts, reader),
            new LetterBlock.Buttons([new(words["Bookings.Mail.HandingDeclined.Cannot"], links.To($"/bookings/{facts.BookingId}/cancel"))]),
        ],
        words["Bookings.Mail.Confirmed.Footer"])
    {
        Preview = words["Bookings.Mail.HandingDeclined.Preview"],
    };
}
