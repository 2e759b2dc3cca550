using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>An update in another language than the one it was written in. Withdrawn with it.</summary>
public sealed class UpdateTranslation
{
    /// <summary>The update.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid UpdateId { get; init; }

    /// <summary>Two-letter code; never that of the update itself.</summary>
    [NotPersonal(Because.Published)]
    public required string Language { get; init; }

    /// <summary>Its title, in plain text.</summary>
    [NotPersonal(Because.Published)]
    public required string Title { get; set; }

    /// <summary>Its text, in Markdown.</summary>
    [NotPersonal(Because.Published)]
    public required string Body { get; set; }

    /// <summary>The text as sanitised HTML.</summary>
    [NotPersonal(Because.Published)]
    public required string Html { get; set; }
}
