using Portal.Core.Newsletters;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A draft as it would go out, and to whom.</summary>
public sealed record ReviewModel(NewsletterDetails Newsletter, ReachModel Reach)
{
    /// <summary>Every edition as its readers would get it.</summary>
    public IEnumerable<RenderedEdition> Look => Newsletter.Editions.Select(FrozenEditions.Render);
}
