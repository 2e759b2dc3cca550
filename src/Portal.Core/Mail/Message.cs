using Portal.Core.Privacy;

namespace Portal.Core.Mail;

/// <summary>
/// One e-mail to one person. It is written in the transaction of what caused it and rendered when it is sent.
/// It holds person and purpose, never an address and never a token.
/// </summary>
public sealed class Message
{
    /// <summary>Longest key.</summary>
    public const int KeyLength = 200;

    /// <summary>For how many months it is known that it was sent.</summary>
    public const int MonthsKept = 12;

    /// <summary>What is left of <see cref="Data"/> once it was erased.</summary>
    public const string NoData = "{}";

    /// <summary>The row's identifier, random to outsiders; goes out as <c>custom_args.message_id</c>.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>What it is and of what, so that it is written once; unique. For example <c>reminder:{booking}:{rule}:{shift version}</c>.</summary>
    [NotPersonal(Because.Identifier)]
    public required string Key { get; init; }

    /// <summary>Who goes first.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required MailPriority Priority { get; init; }

    /// <summary>The name of the template.</summary>
    [Personal("to write the mail", Tier.Restricted, "12 months", "operators")]
    public required string Template { get; init; }

    /// <summary>The template's data as JSON: identifiers, no tokens.</summary>
    [Personal("to write the mail", Tier.Restricted, "7 days", Because.Nobody)]
    public required string Data { get; set; }

    /// <summary>Two-letter code of the language.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Language { get; init; }

    /// <summary>The supporter it goes to, or null.</summary>
    [Personal("to write the mail", Tier.Restricted, "12 months", "operators")]
    public Guid? SupporterId { get; init; }

    /// <summary>The subscriber it goes to, or null.</summary>
    [Personal("to write the mail", Tier.Restricted, "12 months", "operators")]
    public Guid? SubscriberId { get; init; }

    /// <summary>The newsletter it belongs to, or null.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? NewsletterId { get; init; }

    /// <summary>Where it stands.</summary>
    [Personal("to know whether it arrived", Tier.Restricted, "12 months", "operators")]
    public MessageState State { get; private set; } = MessageState.Pending;

    /// <summary>Why it failed, was skipped or is held; a short code.</summary>
    [Personal("to know whether it arrived", Tier.Restricted, "12 months", "operators")]
    public string? Reason { get; private set; }

    /// <summary>Not before this instant.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>After this instant it is skipped, never sent; null for no limit.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was written.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it may be tried next: its time, or later after a refusal.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How often it was tried.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Attempts { get; private set; }

    /// <summary>The fencing token of the worker that holds it; null when nobody does.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public Guid? LeaseToken { get; private set; }

    /// <summary>Until when that worker holds it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>When its state was settled last.</summary>
    [Personal("to know whether it arrived", Tier.Restricted, "12 months", "operators")]
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>When it was sent again because nobody knew whether it had arrived; that happens once. Null when it was not.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ResentAt { get; private set; }

    /// <summary>The furthest that the provider's events say of it.</summary>
    [Personal("to know whether it arrived", Tier.Restricted, "12 months", "operators, organisers of the shift")]
    public DeliveryOutcome Outcome { get; private set; } = DeliveryOutcome.None;

    /// <summary>When that happened at the provider, or null.</summary>
    [Personal("to know whether it arrived", Tier.Restricted, "12 months", "operators")]
    public DateTimeOffset? OutcomeAt { get; private set; }

    /// <summary>Why, as a short code and the receiving server's status (RFC 3463) without its words, which may name an address; or null.</summary>
    [Personal("to know whether it arrived", Tier.Restricted, "12 months", "operators")]
    public string? OutcomeReason { get; private set; }

    /// <summary>Settles one that is written only to say that it was not to be sent any more.</summary>
    internal void Skip(string reason, DateTimeOffset now) => (State, Reason, SettledAt) = (MessageState.Skipped, reason, now);
}
