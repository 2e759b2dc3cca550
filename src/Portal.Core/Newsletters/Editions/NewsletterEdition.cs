using Portal.Core.Privacy;

namespace Portal.Core.Newsletters.Editions;

/// <summary>The text of a newsletter in one language.</summary>
public sealed class NewsletterEdition
{
    /// <summary>Longest subject, in UTF-16 units.</summary>
    public const int SubjectLength = 150;

    /// <summary>Longest body, in UTF-16 units.</summary>
    public const int BodyLength = 40_000;

    /// <summary>The newsletter.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid NewsletterId { get; init; }

    /// <summary>Two-letter code of the language.</summary>
    [NotPersonal(Because.Published)]
    public required string Language { get; init; }

    /// <summary>The subject.</summary>
    [NotPersonal(Because.Published)]
    public required string Subject { get; set; }

    /// <summary>What a mail program shows beside the subject.</summary>
    [NotPersonal(Because.Published)]
    public string Preview { get; set; } = "";

    /// <summary>The text, in Markdown.</summary>
    [NotPersonal(Because.Published)]
    public required string Body { get; set; }

    /// <summary>The text as it goes out, its blocks filled with what was true when sending began; null until then.</summary>
    [NotPersonal(Because.Published)]
    public string? SentBody { get; set; }
}
