namespace Portal.Core.Mail;

/// <summary>One text to many people, each in a mail of their own. What differs from person to person stands in it as tags that nobody can guess.</summary>
public sealed record MailBatch(MailPriority Priority, string Subject, string Html, string Text)
{
    /// <summary>Who it comes from.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Where answers go, or null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Everybody it goes to.</summary>
    public required IReadOnlyList<BatchRecipient> Recipients { get; init; }

    /// <summary>The mail of one of them, for transports that know no batches.</summary>
    public OutgoingMail MailTo(BatchRecipient recipient) =>
        new(recipient.MessageId, Priority, Subject, Filled(Html, recipient), Filled(Text, recipient))
        {
            From = From,
            To = recipient.To,
            ReplyTo = ReplyTo,
            Headers = recipient.Headers,
        };

    private static string Filled(string text, BatchRecipient recipient) =>
        recipient.Substitutions.Aggregate(text, (filled, tag) => filled.Replace(tag.Key, tag.Value, StringComparison.Ordinal));
}

/// <summary>One person of a batch.</summary>
/// <param name="MessageId">The message it is; goes out as <c>custom_args.message_id</c>.</param>
/// <param name="Headers">Headers of this person's mail, in one line each.</param>
/// <param name="Substitutions">What each tag stands for, ready for the part it stands in: encoded for HTML, as it is for text.</param>
public sealed record BatchRecipient(Guid MessageId, MailAddress To, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Substitutions);
