using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Resources;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>How far a newsletter is, in numbers and in the reader's words; the page shows it and its script fetches it.</summary>
public sealed record ProgressModel(
    string State, string Line, int Settled, int Recipients, int Sent, int Waiting, int Skipped, int InDoubt, int Held, int Failed, IReadOnlyList<string> Reasons, string? HeldLine, string? Pace)
{
    /// <summary>Whether the numbers still move on their own.</summary>
    public bool IsMoving => State is nameof(NewsletterState.Freezing) or nameof(NewsletterState.Sending);

    /// <summary>Whether the audience is still being made into mails, so that nobody knows yet how many there are.</summary>
    public bool IsPreparing => State == nameof(NewsletterState.Freezing);

    /// <summary>Puts numbers into words.</summary>
    public static ProgressModel Of(NewsletterProgress progress, DepartureWords when, Phrasebook texts) => new(
        progress.State.ToString(),
        progress.State == NewsletterState.Freezing
            ? texts.Count("Newsletters.Admin.Preparing", progress.Recipients)
            : texts.Count("Newsletters.Admin.ProgressLine", progress.Recipients, progress.Settled),
        progress.Settled, progress.Recipients, progress.Sent, progress.Waiting, progress.Skipped, progress.InDoubt, progress.Held, progress.Failed,
        [.. progress.SkippedFor.Select(skipped => WordsFor(skipped.Reason, skipped.Count, texts))],
        progress.Held > 0 ? texts.Count("Newsletters.Admin.HeldText", progress.Held) : null,
        when.Pace(progress));

    private static string WordsFor(string reason, int count, Phrasebook texts) =>
        texts.Count(texts.Find($"Newsletters.Reason.{reason}.other") is null ? "Newsletters.Reason.else" : $"Newsletters.Reason.{reason}", count);
}
