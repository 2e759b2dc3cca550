using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Portal.Web.Features.Organise.Shifts;

namespace Portal.Web.Features.Organise.Series;

/// <summary>The form of a new series, and once it was looked at, its dates.</summary>
public sealed class SeriesModel(ShiftForm form, RhythmForm rhythm, PlanChoices choices, Phrasebook texts) : NewShiftModel(form, choices, texts)
{
    /// <inheritdoc />
    public override bool AsksForPhone => false;

    /// <summary>On which days.</summary>
    public RhythmForm Rhythm { get; } = rhythm;

    /// <summary>The same with what can be chosen.</summary>
    public RhythmChoices Choices { get; } = new(rhythm, texts) { AsksToPublish = true };

    /// <summary>What it comes to; null until somebody looks.</summary>
    public SeriesPreview? Preview { get; init; }
}

/// <summary>The form of a change of a series, and once it was looked at, what it would do.</summary>
public sealed class SeriesChangeModel(ShiftForm form, SeriesScope scope, DateOnly day, SeriesPlan now, PlanChoices choices, Phrasebook texts) : NewShiftModel(form, choices, texts)
{
    /// <inheritdoc />
    public override bool AsksForPhone => false;

    /// <summary>The series.</summary>
    public ShiftSeries Series { get; } = now.Series;

    /// <summary>Which shifts it is for.</summary>
    public SeriesScope Scope { get; } = scope;

    /// <summary>The date it is about.</summary>
    public DateOnly Day { get; } = day;

    /// <summary>The version that the page was made from.</summary>
    public int Version { get; init; }

    /// <summary>What it would do; null until somebody looks.</summary>
    public SeriesChangeOutcome? Preview { get; init; }
}

/// <summary>What ending a series would do; without a preview the last day is still to be said.</summary>
public sealed record SeriesEndModel(SeriesPage Page, DateOnly? LastOn, int Version, SeriesEndOutcome? Preview)
{
    /// <summary>The day that stands in the field: what was said, otherwise the last coming date, which cancels nothing that is made.</summary>
    public DateOnly? Offered => LastOn ?? Page.Shifts.Where(s => s.Status != ShiftStatus.Cancelled).Select(s => (DateOnly?)s.OccursOn).Max();
}
