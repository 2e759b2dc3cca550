using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Needs.Letters;

/// <summary>Thanks whoever promised something, and says where to bring it. Not sent any more once it was taken back.</summary>
internal sealed class PledgeMadeLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => PledgeMail.MadeTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) =>
        await PledgeFacts.FindAsync(db, LetterFacts.DataOf<PledgeLetterData>(message).PledgeId, cancellationToken) is not { State: PledgeState.Open } facts
            ? WrittenLetter.Skip("pledge-over")
            : WrittenLetter.Send(new Letter(
                words["Needs.Mail.Made.Subject", facts.Item],
                words["Needs.Mail.Made.Heading"],
                [new LetterBlock.Paragraph(words["Needs.Mail.Made.Text", facts.Organisation]), facts.Box(words), .. facts.Where(words), PledgeFacts.ToMine(words, links), new LetterBlock.Small(words["Needs.Mail.Change"])],
                words["Needs.Mail.Why"])
            { ReplyTo = facts.PublicEmail });
}

/// <summary>Says that tomorrow is the day. Not sent where nothing is waited for any more, or reminders are not wanted.</summary>
internal sealed class PledgeReminderLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => PledgeMail.ReminderTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) =>
        await PledgeFacts.FindAsync(db, LetterFacts.DataOf<PledgeLetterData>(message).PledgeId, cancellationToken) is not { State: PledgeState.Open, IsClosed: false } facts ? WrittenLetter.Skip("pledge-over")
        : recipient.Supporter is { WantsReminders: false } ? WrittenLetter.Skip("not-wanted")
        : WrittenLetter.Send(new Letter(
            words["Needs.Mail.Reminder.Subject", facts.Item, facts.Day],
            words["Needs.Mail.Reminder.Heading"],
            [new LetterBlock.Paragraph(words["Needs.Mail.Reminder.Text", facts.Organisation]), facts.Box(words), .. facts.Where(words), PledgeFacts.ToMine(words, links), new LetterBlock.Small(words["Needs.Mail.Change"])],
            words["Needs.Mail.Why"])
        { ReplyTo = facts.PublicEmail });
}

/// <summary>Says that a need is called something else now, or is to be brought elsewhere.</summary>
internal sealed class PledgeNeedChangedLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => PledgeMail.ChangedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<NeedChangedLetterData>(message);
        return await PledgeFacts.FindAsync(db, data.PledgeId, cancellationToken) is not { State: PledgeState.Open, IsClosed: false } facts
            ? WrittenLetter.Skip("pledge-over")
            : WrittenLetter.Send(new Letter(
                words["Needs.Mail.Changed.Subject", data.Was],
                words["Needs.Mail.Changed.Heading"],
                [new LetterBlock.Paragraph(words["Needs.Mail.Changed.Text", facts.Organisation, data.Was]), facts.Box(words), .. facts.Where(words), PledgeFacts.ToMine(words, links), new LetterBlock.Small(words["Needs.Mail.Change"])],
                words["Needs.Mail.Why"])
            { ReplyTo = facts.PublicEmail });
    }
}

/// <summary>Says that a need was closed, and what becomes of what was promised.</summary>
internal sealed class PledgeNeedClosedLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => PledgeMail.ClosedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) =>
        await PledgeFacts.FindAsync(db, LetterFacts.DataOf<PledgeLetterData>(message).PledgeId, cancellationToken) is not { State: PledgeState.Open, IsClosed: true } facts
            ? WrittenLetter.Skip("need-open")
            : WrittenLetter.Send(new Letter(
                words["Needs.Mail.Closed.Subject", facts.Item],
                words["Needs.Mail.Closed.Heading"],
                [new LetterBlock.Paragraph(words["Needs.Mail.Closed.Text", facts.Organisation]), facts.Box(words), new LetterBlock.Paragraph(words["Needs.Mail.Closed.OnItsWay"]), PledgeFacts.ToMine(words, links)],
                words["Needs.Mail.Why"])
            { ReplyTo = facts.PublicEmail });
}

/// <summary>Says kindly that a promise is not waited for any more. Not sent where the need itself is closed: whoever made it knows.</summary>
internal sealed class PledgeLapsedLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => PledgeMail.LapsedTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) =>
        await PledgeFacts.FindAsync(db, LetterFacts.DataOf<PledgeLetterData>(message).PledgeId, cancellationToken) is not { State: PledgeState.Lapsed, IsClosed: false } facts
            ? WrittenLetter.Skip("pledge-not-lapsed")
            : WrittenLetter.Send(new Letter(
                words["Needs.Mail.Lapsed.Subject", facts.Item],
                words["Needs.Mail.Lapsed.Heading"],
                [
                    new LetterBlock.Paragraph(words["Needs.Mail.Lapsed.Text", facts.Organisation]),
                    facts.Box(words),
                    new LetterBlock.Paragraph(words["Needs.Mail.Lapsed.Again"]),
                    new LetterBlock.Buttons([new LetterLink(words["Needs.Mail.Lapsed.See"], links.To($"/needs/{facts.NeedId}"))]),
                ],
                words["Needs.Mail.Why"])
            { ReplyTo = facts.PublicEmail });
}
