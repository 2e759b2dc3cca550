using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A draft as it would go out, and to whom.</summary>
/// <param name="Look">Every edition as its readers would get it now.</param>
public sealed record ReviewModel(NewsletterDetails Newsletter, IReadOnlyList<RenderedEdition> Look, ReachModel Reach);
