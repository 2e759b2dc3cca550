namespace Portal.Web.Features.Updates;

/// <summary>One entry of a feed.</summary>
/// <param name="Path">The page it is on.</param>
/// <param name="Html">Its content, sanitised.</param>
public sealed record AtomEntry(Guid Id, string Language, string Title, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt, string Author, string Path, string Html);
