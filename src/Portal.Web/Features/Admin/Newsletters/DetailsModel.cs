using Portal.Core.Newsletters;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A newsletter that left its draft, and how far it is.</summary>
public sealed record DetailsModel(NewsletterDetails Newsletter, ProgressModel Progress)
{
    /// <summary>Whether it can be called off.</summary>
    public bool CanCancel => Newsletter.State is NewsletterState.Freezing or NewsletterState.Sending or NewsletterState.Paused;
}
