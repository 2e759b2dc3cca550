using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Asks somebody whom an organiser wants on a shift, or says that they are on it, and what was set aside for it and why.</summary>
internal sealed class PlaceAssignedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    public string Template => BookingMail.AssignedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<BookingLetterData>(message).BookingId;
        var facts = await LetterFacts.FindAsync(db, id, cancellationToken);
        var open = facts is { ShiftStatus: ShiftStatus.Published } && (facts.State == BookingState.Confirmed || (facts.State == BookingState.Offered && facts.AnswerBy > clock.GetUtcNow()));
        return open ? WrittenLetter.Send(Write(facts!, await SetAsideAsync(id, cancellationToken), WallTime.FindZone(recipient.Supporter?.TimeZone))) : WrittenLetter.Skip("offer-over");
    }

    private async Task<LetterBlock?> SetAsideAsync(Guid bookingId, CancellationToken cancellationToken)
    {
        var terms = await db.Bookings.AsNoTracking().Where(b => b.Id == bookingId).Select(b => new { b.Waived, b.WaivedBecause }).FirstAsync(cancellationToken);
        return terms.WaivedBecause is null
            ? null
            : new LetterBlock.Paragraph(words["Bookings.Mail.Assigned.SetAside", string.Join(", ", terms.Waived.Split(',').Select(kind => words[$"Bookings.Waived.{kind}"])), terms.WaivedBecause]);
    }

    private Letter Write(LetterFacts facts, LetterBlock? setAside, TimeZoneInfo? reader)
    {
        var sure = facts.State == BookingState.Confirmed;
        var key = sure ? "Bookings.Mail.OnRota" : "Bookings.Mail.Assigned";
        return new(words[$"{key}.Subject", shift.Moment(facts.StartsAt, facts, reader)], words[$"{key}.Heading"], [.. Blocks(facts, sure, key, setAside, reader)], words["Bookings.Mail.Assigned.Footer", facts.Organisation])
        {
            Preview = words[$"{key}.Preview"],
            ReplyTo = facts.PublicEmail,
            Calendar = shift.Calendar(facts, sure ? CalendarStatus.Confirmed : CalendarStatus.Tentative),
        };
    }

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, bool sure, string key, LetterBlock? setAside, TimeZoneInfo? reader)
    {
        yield return new LetterBlock.Paragraph(sure ? words[$"{key}.Text", facts.Organisation] : words[$"{key}.Text", facts.Organisation, shift.Moment(facts.AnswerBy!.Value, facts, reader)]);
        yield return shift.Box(facts, reader);
        if (setAside is not null)
        {
            yield return setAside;
        }

        if (!sure)
        {
            yield return new LetterBlock.Buttons([new(words["Bookings.Mail.Offered.Answer"], links.To($"/bookings/{facts.BookingId}/offer"))]);
            yield break;
        }

        if (shift.Point(facts, reader, clock.GetUtcNow()) is { } point)
        {
            yield return point;
        }

        yield return shift.ToShift(facts);
        yield return new LetterBlock.Small(words["Bookings.Mail.CannotCome"]);
    }
}
