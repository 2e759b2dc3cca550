using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Reminds somebody of a shift. Its subject says nothing to those who read over a shoulder.</summary>
internal sealed class ReminderLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, IOptions<MailOptions> mail, TimeProvider clock) : ILetterWriter
{
    public string Template => BookingMail.ReminderTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<ReminderLetterData>(message);
        var facts = await LetterFacts.FindAsync(db, data.BookingId, cancellationToken);
        return facts is not { State: BookingState.Confirmed, ShiftStatus: ShiftStatus.Published } ? WrittenLetter.Skip("booking-cancelled")
            : facts.ShiftVersion != data.ShiftVersion ? WrittenLetter.Skip("shift-changed")
            : facts.StartsAt <= clock.GetUtcNow() ? WrittenLetter.Skip("shift-started")
            : recipient.Supporter?.WantsReminders == false ? WrittenLetter.Skip("not-wanted")
            : WrittenLetter.Send(Write(facts, recipient));
    }

    private Letter Write(LetterFacts facts, MailRecipient recipient)
    {
        var reader = WallTime.FindZone(recipient.Supporter?.TimeZone);
        var zone = facts.Remote ? reader ?? facts.Zone : facts.Zone;
        var days = WallTime.DayOf(facts.StartsAt, zone).DayNumber - WallTime.DayOf(clock.GetUtcNow(), zone).DayNumber;
        var key = facts.IsTask ? "Bookings.Mail.Reminder.Task" : "Bookings.Mail.Reminder";
        var subject = days switch
        {
            0 => words[$"{key}.Today"],
            1 => words[$"{key}.Tomorrow"],
            _ => words[$"{key}.Soon", WallTime.At(facts.StartsAt, zone).ToString("dddd", System.Globalization.CultureInfo.CurrentCulture)],
        };
        return new(mail.Value.ReminderSubject(subject), subject, [.. Blocks(facts, reader)], words["Bookings.Mail.Reminder.Footer"])
        {
            Preview = words["Bookings.Mail.Reminder.Preview"],
            ReplyTo = facts.PublicEmail,
        };
    }

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, TimeZoneInfo? reader)
    {
        yield return new LetterBlock.Paragraph(words[facts.IsTask ? "Bookings.Mail.Reminder.Task.Text" : "Bookings.Mail.Reminder.Text"]);
        yield return shift.Box(facts, reader);
        if (shift.Point(facts, reader, clock.GetUtcNow()) is { } point)
        {
            yield return point;
        }

        if (facts.DutyPhone is { } phone)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Stuck", phone]);
        }

        yield return shift.ToShift(facts);
        yield return new LetterBlock.Small(words["Bookings.Mail.CannotCome"]);
    }
}
