using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Says that the meeting point of a shift was moved, and where to look it up; neither the old nor the new one is in it.</summary>
internal sealed class PointMovedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    public string Template => BookingMail.PointMovedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<PointMovedLetterData>(message);
        var facts = await LetterFacts.FindAsync(db, data.BookingId, cancellationToken);
        if (facts is not { State: BookingState.Confirmed or BookingState.CheckedIn, ShiftStatus: ShiftStatus.Published })
        {
            return WrittenLetter.Skip("booking-cancelled");
        }

        var isLast = await db.MeetingPoints.AnyAsync(p => p.Version == data.PointVersion && db.Shifts.Any(s => s.Id == facts.ShiftId && s.SiteId == p.SiteId), cancellationToken)
            || (facts.Remote && await db.JoiningLinks.AnyAsync(l => l.Version == data.PointVersion && l.ShiftId == facts.ShiftId, cancellationToken));
        return isLast ? WrittenLetter.Send(Write(facts, KeyOf(facts, data.PointVersion), WallTime.FindZone(recipient.Supporter?.TimeZone))) : WrittenLetter.Skip("point-moved-again");
    }

    private Letter Write(LetterFacts facts, string key, TimeZoneInfo? reader) =>
        new(words["Bookings.Mail.PointMoved.Subject"], words[$"{key}.Heading"], [.. Blocks(facts, key, reader)], words["Bookings.Mail.PointMoved.Footer"])
        {
            Preview = words[$"{key}.Preview"],
            ReplyTo = facts.PublicEmail,
        };

    private static string KeyOf(LetterFacts facts, int version) => !facts.Remote ? "Bookings.Mail.PointMoved" : version == 1 ? "Bookings.Mail.LinkSet" : "Bookings.Mail.LinkMoved";

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, string key, TimeZoneInfo? reader)
    {
        yield return new LetterBlock.Paragraph(words[$"{key}.Text", facts.Organisation]);
        yield return shift.Box(facts, reader);
        if (facts.DutyPhone is { } phone)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Stuck", phone]);
        }

        yield return new LetterBlock.Buttons([new(words[$"{key}.See"], links.To($"/bookings/{facts.BookingId}/meeting-point"))]);
    }
}
