using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Resources;

namespace Portal.Web.Features.Organise.Series;

/// <summary>The days of a series with what can be chosen for them.</summary>
public sealed class RhythmChoices(RhythmForm rhythm, Phrasebook texts)
{
    /// <summary>On which days.</summary>
    public RhythmForm Rhythm { get; } = rhythm;

    /// <summary>Whether it is asked if the shifts are published as they are made: of a new series.</summary>
    public bool AsksToPublish { get; init; }

    /// <summary>How often.</summary>
    public IEnumerable<SelectListItem> Kinds => Of<RhythmKind>("Kind");

    /// <summary>How it ends.</summary>
    public IEnumerable<SelectListItem> Endings => Of<RhythmEnd>("End");

    /// <summary>Days of the week.</summary>
    public IEnumerable<SelectListItem> Weekdays => [.. RhythmForm.Weekdays.Select(code => new SelectListItem(RhythmWords.DayName(code), code))];

    /// <summary>The first to the last of a month.</summary>
    public IEnumerable<SelectListItem> Nths => [.. new[] { "1", "2", "3", "4", "-1" }.Select(nth => new SelectListItem(texts[$"Organise.Series.Nth.{nth}"], nth))];

    private IEnumerable<SelectListItem> Of<T>(string group)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new SelectListItem(texts[$"Organise.Series.{group}.{value}"], value.ToString()))];
}
