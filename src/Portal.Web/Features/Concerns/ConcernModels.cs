using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Concerns;
using Portal.Core.Resources;

namespace Portal.Web.Features.Concerns;

/// <summary>The concerns that somebody may read.</summary>
public sealed record ConcernListModel(IReadOnlyList<ConcernLine> Lines, DateTimeOffset AsOf);

/// <summary>One of them, opened.</summary>
public sealed record ConcernModel(OpenedConcern Concern, CloseForm Form, DateTimeOffset AsOf)
{
    /// <summary>Says nothing of it, so that it does not reach a log by accident.</summary>
    public override string ToString() => $"{Concern}";
}

/// <summary>What came of a concern.</summary>
public sealed class CloseForm
{
    /// <summary>In a word.</summary>
    [Required(ErrorMessage = "Concerns.Read.OutcomeMissing"), EnumDataType(typeof(ConcernOutcome), ErrorMessage = "Concerns.Read.OutcomeMissing")]
    public ConcernOutcome? Outcome { get; set; }

    /// <summary>More about it.</summary>
    [StringLength(NewConcern.NoteLength)]
    public string? Note { get; set; }

    /// <summary>What can have come of it.</summary>
    public static IEnumerable<SelectListItem> Outcomes(Phrasebook texts) => Enum.GetValues<ConcernOutcome>().Select(outcome => new SelectListItem(texts[$"Concerns.Outcome.{outcome}"], $"{outcome}"));
}
