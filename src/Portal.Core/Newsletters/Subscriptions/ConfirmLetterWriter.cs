using System.Globalization;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>Asks whoever owns an address whether they want the newsletter; whoever has it already is told so.</summary>
public sealed class ConfirmLetterWriter(SubscriberLinks links, PortalLinks portal, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "newsletter-confirm";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) => Task.FromResult(recipient.Subscriber switch
    {
        null => WrittenLetter.Skip("unsubscribed"),
        { State: SubscriberState.Suppressed } => WrittenLetter.Skip("suppressed"),
        { LeftAt: { } leftAt } when leftAt > message.CreatedAt => WrittenLetter.Skip("unsubscribed"),
        { State: SubscriberState.Confirmed } => WrittenLetter.Send(Already(recipient.Subscriber)),
        _ => WrittenLetter.Send(Question(recipient.Subscriber)),
    });

    private Letter Question(Subscriber subscriber)
    {
        var days = SubscriberTokens.ConfirmLifetime.Days.ToString(CultureInfo.CurrentCulture);
        return new Letter(
            texts["Newsletters.Mail.ConfirmSubject"],
            texts["Newsletters.Mail.ConfirmHeading"],
            [
                new LetterBlock.Paragraph(texts[subscriber.Source == ConsentSource.Imported ? "Newsletters.Mail.ImportedText" : "Newsletters.Mail.ConfirmText"]),
                new LetterBlock.Buttons([new LetterLink(texts["Newsletters.Mail.ConfirmButton"], links.Confirm(subscriber.Id))]),
                new LetterBlock.Small(texts["Newsletters.Mail.ConfirmSmall", days]),
            ],
            texts[subscriber.Source == ConsentSource.Imported ? "Newsletters.Mail.ImportedWhy" : "Newsletters.Mail.ConfirmWhy"]);
    }

    private Letter Already(Subscriber subscriber) => new(
        texts["Newsletters.Mail.AlreadySubject"],
        texts["Newsletters.Mail.AlreadyHeading"],
        [
            new LetterBlock.Paragraph(texts["Newsletters.Mail.AlreadyText"]),
            new LetterBlock.Buttons([new LetterLink(texts["Newsletters.Mail.AlreadyButton"], portal.To("/newsletter/archive"))]),
        ],
        texts["Newsletters.Mail.ConfirmWhy"])
    {
        FooterLink = new LetterLink(texts["Newsletters.Mail.Leave"], links.Leave(subscriber.Id)),
    };
}
