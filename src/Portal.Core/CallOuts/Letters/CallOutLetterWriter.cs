using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.CallOuts.Letters;

/// <summary>Asks whether the reader can come. Its buttons lead to a page that asks: mail scanners open links. Not sent any more once everybody was found.</summary>
internal sealed class CallOutLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    public string Template => CallOutMail.AskedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var (id, reader, now) = (LetterFacts.DataOf<CallOutLetterData>(message).CallOutId, message.SupporterId, clock.GetUtcNow());
        var facts = await db.CallOutAsks.AsNoTracking()
            .Where(a => a.CallOutId == id && a.SupporterId == reader)
            .Select(a => new Facts(
                a.CallOut!.Line,
                a.CallOut.Position!.Name,
                a.CallOut.Shift!.Organisation!.Name,
                a.CallOut.Shift.Organisation.PublicEmail,
                new ShiftPlan(a.CallOut.Shift.Activity!.Name, a.CallOut.Shift.Site!.Area, a.CallOut.Shift.StartsAt, a.CallOut.Shift.EndsAt, a.CallOut.Shift.TimeZone),
                a.DeclinedAt != null,
                db.Bookings.Any(b => b.ShiftId == a.CallOut.ShiftId && b.SupporterId == reader && BookingStates.Live.Contains(b.State)),
                a.CallOut.EndedAt == null && a.CallOut.Shift.Status == ShiftStatus.Published && a.CallOut.Shift.StartsAt > now
                    && a.CallOut.Position.RemovedAt == null && a.CallOut.Position.Held - a.CallOut.Position.Seeking < a.CallOut.Target))
            .SingleOrDefaultAsync(cancellationToken);
        return facts switch
        {
            null or { IsLooking: false } => WrittenLetter.Skip("call-out-over"),
            { Declined: true } => WrittenLetter.Skip("call-out-declined"),
            { IsOn: true } => WrittenLetter.Skip("call-out-coming"),
            _ when recipient.Supporter is { WantsCallOuts: false } => WrittenLetter.Skip("not-wanted"),
            _ => WrittenLetter.Send(Write(id, facts, WallTime.FindZone(recipient.Supporter?.TimeZone))),
        };
    }

    private Letter Write(Guid id, Facts facts, TimeZoneInfo? reader) => new(
        words["CallOuts.Mail.Subject", facts.Position, shift.Moment(facts.Plan.StartsAt, facts.Plan, reader)],
        words["CallOuts.Mail.Heading"],
        [
            new LetterBlock.Paragraph(words["CallOuts.Mail.Text", facts.Organisation, facts.Position]),
            new LetterBlock.Paragraph(facts.Line),
            shift.Box(facts.Plan, facts.Organisation, reader),
            new LetterBlock.Buttons([new(words["CallOuts.Mail.ICan"], links.To($"/call-outs/{id}"))]),
            new LetterBlock.Small(words["CallOuts.Mail.NotNow"]),
        ],
        words["CallOuts.Mail.Footer", words["Accounts.Notifications.Title"]])
    {
        Preview = facts.Line,
        ReplyTo = facts.PublicEmail,
    };

    private sealed record Facts(string Line, LocalText Position, string Organisation, string? PublicEmail, ShiftPlan Plan, bool Declined, bool IsOn, bool IsLooking);
}
