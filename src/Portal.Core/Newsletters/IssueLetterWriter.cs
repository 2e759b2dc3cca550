using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters;

/// <summary>Writes an issue to one reader, if they are still one when it is sent.</summary>
public sealed class IssueLetterWriter(FrozenEditions editions, SubscriberLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "newsletter";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        if (recipient.Subscriber is not { State: SubscriberState.Confirmed } subscriber)
        {
            return WrittenLetter.Skip(ReasonOf(recipient.Subscriber?.State));
        }

        if (message.NewsletterId is not { } id || await editions.FindAsync(id, message.Language, cancellationToken) is not { } edition)
        {
            return WrittenLetter.Skip("newsletter-gone");
        }

        return WrittenLetter.Send(Letters.Of(edition, texts["Newsletters.Mail.Why"]) with
        {
            FooterChoice = new LetterLink(texts["Newsletters.Mail.Choose"], links.Preferences(subscriber.Id)),
            FooterLink = new LetterLink(texts["Newsletters.Mail.Leave"], links.Leave(subscriber.Id)),
            Headers = links.Headers(subscriber.Id),
        });
    }

    private static string ReasonOf(SubscriberState? state) => state switch
    {
        SubscriberState.Suppressed => "suppressed",
        SubscriberState.Pending => "unconfirmed",
        _ => "unsubscribed",
    };
}
