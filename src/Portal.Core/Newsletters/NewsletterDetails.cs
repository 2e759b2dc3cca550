using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Newsletters;

/// <summary>A newsletter in a list, under the subject of its main edition.</summary>
public sealed record NewsletterRow(
    Guid Id, NewsletterState State, string MainLanguage, string Subject, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? SentAt, int Recipients)
{
    /// <summary>Whether it waits for a second person.</summary>
    public bool AwaitsRelease { get; init; }
}

/// <summary>A newsletter that waits for a second person's release, and since when.</summary>
public sealed record AwaitingRelease(Guid Id, string MainLanguage, string Subject, Guid? AskedById, string AskedBy, DateTimeOffset AskedAt);

/// <summary>A newsletter as its writers see it; the main edition comes first.</summary>
public sealed record NewsletterDetails(
    Guid Id, NewsletterState State, string MainLanguage, AudienceConditions Conditions, int Version, DateTimeOffset? StartedAt, DateTimeOffset? SentAt,
    IReadOnlyList<EditionText> Editions)
{
    /// <summary>When it goes out, and who answers for that.</summary>
    public Departure Departure { get; init; } = new(SendTiming.Now, null, null, null);

    /// <summary>Why it pauses by itself, as a short code; null when a person paused it.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>How many addresses turned out not to exist, how many readers called it spam, and how many left by its links.</summary>
    public (int Bounced, int Complained, int Left) Echo { get; init; }

    /// <summary>The subject of the main edition.</summary>
    public string Subject => Editions.FirstOrDefault(e => e.Language == MainLanguage)?.Subject ?? "";
}
