using Portal.Core.Bookings.Calendars;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Says that a place was taken: certain, with the calendar entry, or asked for.</summary>
internal sealed class BookingConfirmedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, TimeProvider clock) : ILetterWriter
{
    public string Template => BookingMail.TakenTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await LetterFacts.FindAsync(db, LetterFacts.DataOf<BookingLetterData>(message).BookingId, cancellationToken);
        return facts is not { State: BookingState.Confirmed or BookingState.Requested or BookingState.CheckedIn, ShiftStatus: ShiftStatus.Published }
            ? WrittenLetter.Skip("booking-cancelled")
            : WrittenLetter.Send(Write(facts, recipient));
    }

    private Letter Write(LetterFacts facts, MailRecipient recipient)
    {
        var reader = WallTime.FindZone(recipient.Supporter?.TimeZone);
        var asked = facts.State == BookingState.Requested;
        var key = asked ? "Bookings.Mail.Requested" : "Bookings.Mail.Confirmed";
        return new(words[facts.IsTask && !asked ? "Bookings.Mail.Confirmed.TaskSubject" : $"{key}.Subject", shift.Moment(facts.StartsAt, facts, reader)], words[$"{key}.Heading"], [.. Blocks(facts, reader, key)], words["Bookings.Mail.Confirmed.Footer"])
        {
            Preview = words[$"{key}.Preview"],
            ReplyTo = facts.PublicEmail,
            Calendar = shift.Calendar(facts, asked ? CalendarStatus.Tentative : CalendarStatus.Confirmed),
        };
    }

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, TimeZoneInfo? reader, string key)
    {
        yield return new LetterBlock.Paragraph(words[$"{key}.Text", facts.Organisation]);
        yield return shift.Box(facts, reader);
        if (shift.Point(facts, reader, clock.GetUtcNow()) is { } point)
        {
            yield return point;
        }

        yield return shift.ToShift(facts);
        yield return new LetterBlock.Small(words["Bookings.Mail.CannotCome"]);
    }
}
