using Portal.Core.Resources;
using Portal.Core.Updates.Pictures;

namespace Portal.Web.Features.Shared;

/// <summary>
/// What other programs show where somebody shares the address of a page. Only of pages that everybody may read: whoever is given the
/// address is asked nothing.
/// </summary>
/// <param name="Description">In plain text; null where there is none.</param>
/// <param name="Path">The page's path, escaped already.</param>
public sealed record OpenGraph(string Title, string? Description, string Path)
{
    /// <summary>The type of a text with an author and a time.</summary>
    public const string Article = "article";

    /// <summary>What kind of page it is.</summary>
    public string Type { get; init; } = "website";

    /// <summary>The language of title and description.</summary>
    public string Language { get; init; } = ReaderPage.Language;

    /// <summary>A picture that everybody may see; null where there is none.</summary>
    public CardPicture? Picture { get; init; }

    /// <summary>That language as the protocol spells it, such as <c>en_GB</c>.</summary>
    public string Locale => Languages.CultureOf(Language).Name.Replace('-', '_');
}
