using Portal.Core.Updates.Pictures;

namespace Portal.Web.Features.Updates;

/// <summary>One entry of a feed.</summary>
/// <param name="Path">The page it is on.</param>
/// <param name="Html">Its content, sanitised.</param>
public sealed record AtomEntry(Guid Id, string Language, string Title, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt, string Author, string Path, string Html)
{
    /// <summary>Its picture, which everybody may see; null where there is none.</summary>
    public CardPicture? Picture { get; init; }
}
