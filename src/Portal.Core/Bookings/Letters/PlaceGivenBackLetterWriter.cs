using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Tells whoever runs a shift that somebody cannot come after all.</summary>
internal sealed class PlaceGivenBackLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    public string Template => BookingMail.GivenBackTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<GivenBackLetterData>(message);
        var facts = await LetterFacts.FindAsync(db, data.BookingId, cancellationToken);
        var state = data.ForGood ? BookingState.CancelledByVolunteer : BookingState.SeekingCover;
        return facts is not { ShiftStatus: ShiftStatus.Published } || facts.State != state
            ? WrittenLetter.Skip("booking-changed")
            : WrittenLetter.Send(Write(facts, data.ForGood, WallTime.FindZone(recipient.Supporter?.TimeZone)));
    }

    private Letter Write(LetterFacts facts, bool forGood, TimeZoneInfo? reader) => new(
        words["Bookings.Mail.GivenBack.Subject", shift.Moment(facts.StartsAt, facts, reader)],
        words["Bookings.Mail.GivenBack.Heading"],
        [
            new LetterBlock.Paragraph(words[forGood ? "Bookings.Mail.GivenBack.ForGood" : "Bookings.Mail.GivenBack.Text", facts.Who]),
            shift.Box(facts, reader),
            new LetterBlock.Paragraph(words["Bookings.Mail.GivenBack.Open"]),
            new LetterBlock.Buttons([new(words["Bookings.Mail.GivenBack.Roster"], links.To($"/shifts/{facts.ShiftId}/roster"))]),
        ],
        words["Bookings.Mail.GivenBack.Footer"])
    {
        Preview = words["Bookings.Mail.GivenBack.Preview"],
    };
}
