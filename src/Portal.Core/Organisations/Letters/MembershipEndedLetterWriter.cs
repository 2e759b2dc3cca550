using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.Letters;

/// <summary>Tells somebody that a membership is over, and what became of each coming booking that needed it.</summary>
internal sealed class MembershipEndedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links) : ILetterWriter
{
    public string Template => MembershipEnding.Template;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<EndedLetterData>(message);
        var facts = await MembershipFacts.FindAsync(db, message, cancellationToken);
        if (facts is null)
        {
            return WrittenLetter.Skip("gone");
        }

        // Places that were taken back are told of even where the membership was renewed since: somebody may set out.
        var lines = await LinesAsync(data, cancellationToken);
        if (facts.State != MembershipState.Ended && (!data.TookBack || lines.Count == 0))
        {
            return WrittenLetter.Skip("asked-again");
        }

        return WrittenLetter.Send(new Letter(
            words["Organisations.Mail.Ended.Subject", facts.Organisation],
            words["Organisations.Mail.Ended.Heading"],
            [
                new LetterBlock.Paragraph(words["Organisations.Mail.Ended.Text", facts.Organisation]),
                .. lines.Count == 0 ? Array.Empty<LetterBlock>() : [new LetterBlock.Paragraph(words[data.TookBack ? "Organisations.Mail.Ended.TakenBack" : "Organisations.Mail.Ended.Kept"]), new LetterBlock.Facts(lines)],
                new LetterBlock.Buttons([new(words["Organisations.Mail.Ended.Link"], links.To("/my/shifts"))]),
            ],
            words["Organisations.Mail.Member.Footer", facts.Organisation])
        {
            Preview = words["Organisations.Mail.Ended.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }

    private async Task<List<string>> LinesAsync(EndedLetterData data, CancellationToken cancellationToken) =>
        (await db.Bookings.AsNoTracking()
            .Where(b => data.Bookings.Contains(b.Id) && (data.TookBack || BookingStates.Live.Contains(b.State)))
            .OrderBy(b => b.Shift!.StartsAt)
            .Select(b => new { b.Shift!.Activity!.Name, b.Shift.StartsAt, b.Shift.TimeZone })
            .ToListAsync(cancellationToken))
            .ConvertAll(b => shift.Line(b.Name, b.StartsAt, WallTime.Zone(b.TimeZone)));
}
