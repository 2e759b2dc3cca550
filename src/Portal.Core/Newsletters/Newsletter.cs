using Portal.Core.Privacy;

namespace Portal.Core.Newsletters;

/// <summary>An issue sent to an audience.</summary>
public sealed class Newsletter
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who wrote it.</summary>
    [Personal("to know who answers for a text", Tier.Restricted, "12 months", "organisers")]
    public required Guid AuthorId { get; init; }

    /// <summary>Two-letter code of the main language, which stands in for a missing translation.</summary>
    [NotPersonal(Because.Published)]
    public required string MainLanguage { get; set; }

    /// <summary>Only readers of this language, or null for all.</summary>
    [NotPersonal(Because.Published)]
    public string? AudienceLanguage { get; set; }

    /// <summary>Where it stands.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public NewsletterState State { get; set; } = NewsletterState.Draft;

    /// <summary>The last subscriber that was frozen into a message, so that freezing goes on after a kill.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? FreezeCursor { get; set; }

    /// <summary>How many messages it was frozen into.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Recipients { get; set; }

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When sending began, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the last message was settled, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Raised with every change. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; set; }

    /// <summary>One text per language.</summary>
    public List<NewsletterEdition> Editions { get; init; } = [];
}

/// <summary>Where a newsletter stands.</summary>
public enum NewsletterState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waits for its time.</summary>
    Scheduled,

    /// <summary>Its audience is being made into messages; none is sent yet.</summary>
    Freezing,

    /// <summary>Messages go out.</summary>
    Sending,

    /// <summary>Every message is settled.</summary>
    Sent,

    /// <summary>Held by somebody until they resume.</summary>
    Paused,

    /// <summary>Called off.</summary>
    Cancelled,
}
