using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Mail;

/// <summary>
/// Writes the letters of one template at sending time, with the current culture set to the message's language. It reads consent,
/// booking state and shift version again and makes tokens only now. Registered as scoped, one per template.
/// </summary>
public interface ILetterWriter
{
    /// <summary>The name of the template, as <see cref="MailDraft.Template"/> says it.</summary>
    string Template { get; }

    /// <summary>The letter, or the reason why it is not to be sent any more.</summary>
    Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken);
}

/// <summary>Who a message goes to: a supporter or a subscriber, read again right before sending.</summary>
public sealed record MailRecipient(string Address, string Name, Supporter? Supporter, Subscriber? Subscriber);

/// <summary>Either a letter or a short code saying why there is none any more.</summary>
public sealed record WrittenLetter(Letter? Letter, string? SkipReason)
{
    /// <summary>A letter to send.</summary>
    public static WrittenLetter Send(Letter letter) => new(letter, null);

    /// <summary>Nothing to send any more, and why, for example <c>booking-cancelled</c>.</summary>
    public static WrittenLetter Skip(string reason) => new(null, reason);
}
