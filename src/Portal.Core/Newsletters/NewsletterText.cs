using Portal.Core.Newsletters.Audiences;

namespace Portal.Core.Newsletters;

/// <summary>What is written of a newsletter: whom it is for, and a text per language.</summary>
/// <param name="MainLanguage">Two-letter code of the language that stands in for a missing translation.</param>
/// <param name="Conditions">Whom it is for.</param>
public sealed record NewsletterText(string MainLanguage, AudienceConditions Conditions, IReadOnlyList<EditionText> Editions);

/// <summary>A newsletter in one language: subject, what is shown beside it, and the text in Markdown.</summary>
public sealed record EditionText(string Language, string Subject, string Preview, string Body)
{
    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Subject) && string.IsNullOrWhiteSpace(Body) && string.IsNullOrWhiteSpace(Preview);

    /// <summary>Whether all of it can be read (see <see cref="TypedText"/>).</summary>
    public bool IsReadable => TypedText.IsReadable(Subject) && TypedText.IsReadable(Preview) && TypedText.IsReadable(Body);

    /// <summary>Whether it can be sent.</summary>
    public bool IsComplete => !string.IsNullOrWhiteSpace(Subject) && !string.IsNullOrWhiteSpace(Body);
}
