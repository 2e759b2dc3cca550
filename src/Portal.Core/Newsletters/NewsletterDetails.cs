namespace Portal.Core.Newsletters;

/// <summary>A newsletter in a list, under the subject of its main edition.</summary>
public sealed record NewsletterRow(
    Guid Id, NewsletterState State, string MainLanguage, string Subject, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? SentAt, int Recipients);

/// <summary>A newsletter as its writers see it; the main edition comes first.</summary>
public sealed record NewsletterDetails(
    Guid Id, NewsletterState State, string MainLanguage, AudienceConditions Conditions, int Version, DateTimeOffset? StartedAt, DateTimeOffset? SentAt,
    IReadOnlyList<EditionText> Editions)
{
    /// <summary>The subject of the main edition.</summary>
    public string Subject => Editions.FirstOrDefault(e => e.Language == MainLanguage)?.Subject ?? "";
}
