namespace Portal.Core.Mail;

/// <summary>A mail as it goes to a transport: rendered, to one person, with nothing left to decide.</summary>
/// <param name="MessageId">The message it is; goes out as <c>custom_args.message_id</c>, so that acceptances can be counted.</param>
/// <param name="Priority">Its family: account and booking mail pass the provider's spam and unsubscribe lists.</param>
public sealed record OutgoingMail(Guid MessageId, MailPriority Priority, string Subject, string Html, string Text)
{
    /// <summary>Who it comes from.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Who it goes to.</summary>
    public required MailAddress To { get; init; }

    /// <summary>Where answers go, or null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Further headers; names and values without line breaks.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A calendar entry to attach as <c>shift.ics</c>, or null.</summary>
    public string? Calendar { get; init; }
}

/// <summary>An address with the name beside it, both in one line.</summary>
public sealed record MailAddress(string Address, string Name);
