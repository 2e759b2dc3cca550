namespace Portal.Core.Mail;

/// <summary>What must be said to whom, as the outbox takes it. Exactly one of the two recipients is set; none where the dispatcher is to skip it, so that nobody learns from the time it took whether there is one.</summary>
/// <param name="Key">What it is and of what, such as <c>booking-confirmed:{booking}:{version}</c>; a second message of the same key cannot be written.</param>
/// <param name="Template">The name of the letter: see <see cref="ILetterWriter.Template"/>.</param>
/// <param name="Language">Two-letter code of the recipient's language.</param>
public sealed record MailDraft(string Key, MailPriority Priority, string Template, string Language)
{
    /// <summary>The supporter it goes to.</summary>
    public Guid? SupporterId { get; init; }

    /// <summary>The subscriber it goes to.</summary>
    public Guid? SubscriberId { get; init; }

    /// <summary>The newsletter it belongs to.</summary>
    public Guid? NewsletterId { get; init; }

    /// <summary>Identifiers that the letter needs; stored as JSON. Never a token, never a meeting point.</summary>
    public object Data { get; init; } = new();

    /// <summary>Not before this instant; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>After this instant it is skipped.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
