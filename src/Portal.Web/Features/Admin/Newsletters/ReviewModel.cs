using Portal.Core.Newsletters;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A draft as it would go out, and to whom.</summary>
public sealed record ReviewModel(NewsletterDetails Newsletter, Audience Audience)
{
    /// <summary>Every edition as its readers would get it.</summary>
    public IEnumerable<RenderedEdition> Look => Newsletter.Editions.Select(FrozenEditions.Render);

    /// <summary>Languages of this audience that have no text of their own, with how many read them.</summary>
    public IEnumerable<(string Language, int Count)> WithoutText => Audience.ByLanguage
        .Where(group => !Newsletter.Editions.Any(e => e.Language == group.Key))
        .Select(group => (group.Key, group.Value));
}
