using System.ComponentModel.DataAnnotations;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A newsletter in one language, while it is written.</summary>
public sealed class EditionForm
{
    /// <summary>Two-letter code.</summary>
    [Required]
    public string Language { get; set; } = "";

    /// <summary>The subject.</summary>
    [StringLength(NewsletterEdition.SubjectLength)]
    public string? Subject { get; set; }

    /// <summary>What a mail program shows beside it.</summary>
    [StringLength(NewsletterEdition.SubjectLength)]
    public string? Preview { get; set; }

    /// <summary>The text, in Markdown.</summary>
    [StringLength(NewsletterEdition.BodyLength)]
    public string? Body { get; set; }

    /// <summary>What was written.</summary>
    public EditionText ToText() => new(Language, Subject ?? "", Preview ?? "", Body ?? "");
}
