using Portal.Core.Shifts.Series;

namespace Portal.Web.Features.Organise.Series;

/// <summary>The form of other days for a series, and once it was looked at, what they would do.</summary>
/// <param name="From">The first day that is touched.</param>
/// <param name="Version">The version of the series that the page was made from.</param>
public sealed record RhythmModel(SeriesPage Page, RhythmChoices Choices, DateOnly? From, int Version, RhythmOutcome? Preview)
{
    /// <summary>On which days.</summary>
    public RhythmForm Rhythm => Choices.Rhythm;
}
