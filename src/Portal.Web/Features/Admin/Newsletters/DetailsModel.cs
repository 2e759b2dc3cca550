using Portal.Core.Newsletters;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A newsletter that left its draft, and how far it is.</summary>
public sealed record DetailsModel(NewsletterDetails Newsletter, ProgressModel Progress)
{
    /// <summary>What came of it so far; null before it begins.</summary>
    public OutcomeModel? Outcome { get; init; }

    /// <summary>Whether there is anything to stop: while it is being sent, only as long as somebody waits for it.</summary>
    public bool CanPause => Newsletter.State == NewsletterState.Sending && Progress.Waiting > 0;

    /// <summary>Whether it can be called off.</summary>
    public bool CanCancel => Newsletter.State is NewsletterState.Freezing or NewsletterState.Paused || CanPause;
}
