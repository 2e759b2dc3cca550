using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Bookings.Letters;

/// <summary>Says to somebody that there are fewer places than thought: that the place is gone, or that it became the first of the line.</summary>
internal sealed class PlaceWithdrawnLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock, Alternatives? others) : ILetterWriter
{
    private const int MostAlternatives = 3;

    public string Template => BookingMail.PlaceWithdrawnTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<ShiftChangedLetterData>(message);
        var facts = await LetterFacts.FindAsync(db, data.BookingId, cancellationToken);
        if (facts is not { State: BookingState.Waitlisted or BookingState.CancelledByOrganiser, ShiftStatus: ShiftStatus.Published })
        {
            return WrittenLetter.Skip("booking-changed");
        }

        // Without others it is an example for an organiser, to whom it is no matter what somebody else could do instead.
        var person = message.SupporterId is { } id && others is not null ? await PersonQueries.FindAsync(db, id, clock.GetUtcNow(), cancellationToken) : null;
        var instead = others is null ? [] : await others.ForAsync(facts.Place, person, MostAlternatives, cancellationToken);
        return WrittenLetter.Send(Write(facts, data.Known, instead, WallTime.FindZone(recipient.Supporter?.TimeZone)));
    }

    private Letter Write(LetterFacts facts, ShiftAsKnown? known, IReadOnlyList<ListedShift> instead, TimeZoneInfo? reader)
    {
        var key = facts.State == BookingState.Waitlisted ? "Bookings.Mail.ToLine" : "Bookings.Mail.Withdrawn";
        return new(words[$"{key}.Subject", shift.Moment(facts.StartsAt, facts, reader)], words[$"{key}.Heading"], [.. Blocks(facts, key, known, instead, reader)], words["Bookings.Mail.Confirmed.Footer"])
        {
            Preview = words[$"{key}.Preview"],
            ReplyTo = facts.PublicEmail,
            Calendar = shift.Calendar(facts, facts.State == BookingState.Waitlisted ? CalendarStatus.Tentative : CalendarStatus.Cancelled),
        };
    }

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, string key, ShiftAsKnown? known, IReadOnlyList<ListedShift> instead, TimeZoneInfo? reader)
    {
        yield return new LetterBlock.Paragraph(words[$"{key}.Text", facts.Organisation]);
        if (known is not null && (known.StartsAt, known.EndsAt) != (facts.StartsAt, facts.EndsAt))
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Changed.Was", shift.Span(known.StartsAt, known.EndsAt, facts, reader)]);
        }

        yield return shift.Box(facts, reader);
        if (facts.State == BookingState.Waitlisted)
        {
            yield return shift.ToShift(facts);
        }
        else if (instead.Count > 0)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Cancelled.Others"]);
            yield return new LetterBlock.Buttons([.. instead.Select(other => new LetterLink(shift.Line(other.Shift), links.To($"/shifts/{other.Shift.Id}")))]);
        }
        else
        {
            yield return new LetterBlock.Buttons([new(words["Bookings.Mail.Cancelled.FindAnother"], links.To("/shifts"))]);
        }
    }
}
