using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Says that a place is kept for the reader, and until when. Its links lead to a page that asks: mail scanners open links.</summary>
internal sealed class PlaceOfferedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    public string Template => BookingMail.OfferedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await LetterFacts.FindAsync(db, LetterFacts.DataOf<BookingLetterData>(message).BookingId, cancellationToken);
        return facts is not { State: BookingState.Offered, ShiftStatus: ShiftStatus.Published, AnswerBy: { } until } || until <= clock.GetUtcNow()
            ? WrittenLetter.Skip("offer-over")
            : WrittenLetter.Send(Write(facts, until, WallTime.FindZone(recipient.Supporter?.TimeZone)));
    }

    private Letter Write(LetterFacts facts, DateTimeOffset until, TimeZoneInfo? reader) => new(
        words["Bookings.Mail.Offered.Subject", shift.Moment(facts.StartsAt, facts, reader)],
        words["Bookings.Mail.Offered.Heading"],
        [
            new LetterBlock.Paragraph(words["Bookings.Mail.Offered.Text", shift.Moment(until, facts, reader)]),
            shift.Box(facts, reader),
            new LetterBlock.Buttons([new(words["Bookings.Mail.Offered.Answer"], links.To($"/bookings/{facts.BookingId}/offer"))]),
            new LetterBlock.Small(words["Bookings.Mail.Offered.Otherwise"]),
        ],
        words["Bookings.Mail.Waiting.Footer"])
    {
        Preview = words["Bookings.Mail.Offered.Preview"],
        ReplyTo = facts.PublicEmail,
    };
}

/// <summary>Tells all who wait that there is a place shortly before the start, or somebody's to take over; the first to accept has it.</summary>
internal sealed class PlaceOpenLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    public string Template => BookingMail.PlaceOpenTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await LetterFacts.FindAsync(db, LetterFacts.DataOf<BookingLetterData>(message).BookingId, cancellationToken);
        return facts is not { State: BookingState.Waitlisted, ShiftStatus: ShiftStatus.Published, Free: > 0 } || facts.StartsAt <= clock.GetUtcNow()
            ? WrittenLetter.Skip("place-gone")
            : WrittenLetter.Send(Write(facts, WallTime.FindZone(recipient.Supporter?.TimeZone)));
    }

    private Letter Write(LetterFacts facts, TimeZoneInfo? reader) => new(
        words["Bookings.Mail.PlaceOpen.Subject", shift.Moment(facts.StartsAt, facts, reader)],
        words["Bookings.Mail.PlaceOpen.Heading"],
        [
            new LetterBlock.Paragraph(words["Bookings.Mail.PlaceOpen.Text"]),
            shift.Box(facts, reader),
            new LetterBlock.Buttons([new(words["Bookings.Mail.PlaceOpen.Take"], links.To($"/bookings/{facts.BookingId}/offer"))]),
        ],
        words["Bookings.Mail.Waiting.Footer"])
    {
        Preview = words["Bookings.Mail.PlaceOpen.Preview"],
        ReplyTo = facts.PublicEmail,
    };
}

/// <summary>Says that a request was not granted or not answered, or an offer not taken, with other shifts to choose from.</summary>
internal sealed class BookingLapsedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, Alternatives alternatives, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    private const int MostAlternatives = 3;

    public string Template => BookingMail.LapsedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await LetterFacts.FindAsync(db, LetterFacts.DataOf<BookingLetterData>(message).BookingId, cancellationToken);
        if (facts is not { State: BookingState.Declined or BookingState.Expired or BookingState.Waitlisted, ShiftStatus: ShiftStatus.Published })
        {
            return WrittenLetter.Skip("booking-changed");
        }

        var person = message.SupporterId is { } id ? await PersonQueries.FindAsync(db, id, clock.GetUtcNow(), cancellationToken) : null;
        var others = await alternatives.ForAsync(facts.Place, person, MostAlternatives, cancellationToken);
        return WrittenLetter.Send(Write(facts, others, WallTime.FindZone(recipient.Supporter?.TimeZone)));
    }

    private Letter Write(LetterFacts facts, IReadOnlyList<ListedShift> others, TimeZoneInfo? reader)
    {
        var key = facts switch
        {
            { State: BookingState.Waitlisted } => "Bookings.Mail.BackInLine",
            { ReturnsTo: not null } => "Bookings.Mail.NotAgain",
            { State: BookingState.Declined } => "Bookings.Mail.Declined",
            { WasOffered: true } => "Bookings.Mail.OfferOver",
            _ => "Bookings.Mail.Unanswered",
        };
        return new(words[$"{key}.Subject", shift.Moment(facts.StartsAt, facts, reader)], words[$"{key}.Heading"], [.. Blocks(facts, key, others, reader)], words["Bookings.Mail.Waiting.Footer"])
        {
            Preview = words[$"{key}.Preview"],
            ReplyTo = facts.PublicEmail,
            Calendar = facts.State == BookingState.Waitlisted ? null : shift.Calendar(facts, CalendarStatus.Cancelled),
        };
    }

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, string key, IReadOnlyList<ListedShift> others, TimeZoneInfo? reader)
    {
        yield return new LetterBlock.Paragraph(words[$"{key}.Text", facts.Organisation]);
        yield return shift.Box(facts, reader);
        if (others.Count > 0)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Cancelled.Others"]);
            yield return new LetterBlock.Buttons([.. others.Select(other => new LetterLink(shift.Line(other.Shift), links.To($"/shifts/{other.Shift.Id}")))]);
        }
        else
        {
            yield return new LetterBlock.Buttons([new(words["Bookings.Mail.Cancelled.FindAnother"], links.To("/shifts"))]);
        }
    }
}

/// <summary>Tells somebody who looked for cover that somebody took over.</summary>
internal sealed class BookingRelievedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift) : ILetterWriter
{
    public string Template => BookingMail.RelievedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await LetterFacts.FindAsync(db, LetterFacts.DataOf<BookingLetterData>(message).BookingId, cancellationToken);
        return facts is null ? WrittenLetter.Skip("booking-gone") : WrittenLetter.Send(Write(facts, WallTime.FindZone(recipient.Supporter?.TimeZone)));
    }

    private Letter Write(LetterFacts facts, TimeZoneInfo? reader) => new(
        words["Bookings.Mail.Relieved.Subject", shift.Moment(facts.StartsAt, facts, reader)],
        words["Bookings.Mail.Relieved.Heading"],
        [new LetterBlock.Paragraph(words["Bookings.Mail.Relieved.Text"]), shift.Box(facts, reader)],
        words["Bookings.Mail.Confirmed.Footer"])
    {
        Preview = words["Bookings.Mail.Relieved.Preview"],
        ReplyTo = facts.PublicEmail,
        Calendar = shift.Calendar(facts, CalendarStatus.Cancelled),
    };
}
