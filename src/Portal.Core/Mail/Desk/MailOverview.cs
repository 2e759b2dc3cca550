using Portal.Core.Newsletters;

namespace Portal.Core.Mail.Desk;

/// <summary>The state of the mail as a whole.</summary>
/// <param name="Waiting">What waits, by family.</param>
/// <param name="SentToday">How many the provider took today, newsletters apart.</param>
/// <param name="Troubles">What is in doubt, held, or failed in the last thirty days, and why.</param>
/// <param name="Stopped">That nothing goes out, or null.</param>
/// <param name="LastEvent">When the provider's last event came, or null.</param>
/// <param name="EventsWaiting">How many events are not applied yet.</param>
public sealed record MailOverview(
    IReadOnlyList<WaitingMail> Waiting, int SentToday, IReadOnlyList<MailTrouble> Troubles, MailStop? Stopped, DateTimeOffset? LastEvent, int EventsWaiting);

/// <summary>Mail of a family that waits: due already, and for later; and for how long the oldest.</summary>
public sealed record WaitingMail(MailPriority Family, int Due, int Later, TimeSpan? Oldest);

/// <summary>How many messages ended in a state for a reason.</summary>
public sealed record MailTrouble(MessageState State, string Reason, int Count);

/// <summary>That nothing goes out: since when, why, and who said so; nobody when the provider's answer did.</summary>
public sealed record MailStop(DateTimeOffset At, string? Reason, string? By);

/// <summary>A message in a list.</summary>
/// <param name="Name">Whose it is, or null for a subscriber.</param>
public sealed record MailRow(Guid Id, string Template, MessageState State, string? Reason, DeliveryOutcome Outcome, string? OutcomeReason, DateTimeOffset At, string? Name);

/// <summary>Everything about one message.</summary>
public sealed record MailStory(Message Message, string? Name, string? Newsletter, NewsletterState? NewsletterState, IReadOnlyList<MailEvent> Events, DateTimeOffset AsOf)
{
    /// <summary>Whether its time is over.</summary>
    public bool IsTooLate => Message.ExpiresAt <= AsOf;

    /// <summary>Whether it may be sent again.</summary>
    public bool CanRetry => Message.State is MessageState.Failed or MessageState.Held && !IsTooLate && NewsletterState is not Newsletters.NewsletterState.Cancelled;

    /// <summary>Whether it may be given up.</summary>
    public bool CanGiveUp => Message.State is MessageState.Held or MessageState.InDoubt;
}

/// <summary>What the provider reported of a message, and when.</summary>
public sealed record MailEvent(DateTimeOffset At, DateTimeOffset ReceivedAt, DeliveryOutcome Outcome, string? Reason);
