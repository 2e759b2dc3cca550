using System.ComponentModel.DataAnnotations;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Organise.Many;

/// <summary>What the chosen shifts are to have in common; what is left blank stays as it is.</summary>
public sealed class ManyForm
{
    /// <summary>The choice of <see cref="Lead"/> that means nobody.</summary>
    public const string Nobody = "nobody";

    /// <summary>The chosen ones.</summary>
    [MaxLength(ManyShifts.Most)]
    public List<Guid> Shifts { get; set; } = [];

    /// <summary>Minutes by which they start and end later; negative for earlier.</summary>
    [Range(-ManyShifts.MostMinutes, ManyShifts.MostMinutes)]
    public int? MoveMinutes { get; set; }

    /// <summary>Hours to give a place back.</summary>
    [Range(0, 168)]
    public int? CancellationHours { get; set; }

    /// <summary>A person's identifier, or <see cref="Nobody"/>.</summary>
    public string? Lead { get; set; }

    /// <summary>A note that takes the place of what was written.</summary>
    [StringLength(Shift.DescriptionLength)]
    public string? Description { get; set; }

    /// <summary>The language of <see cref="Description"/>.</summary>
    public string? DescriptionLanguage { get; set; }

    /// <summary>Whether drafts are published.</summary>
    public bool Publish { get; set; }

    /// <summary>What the preview showed.</summary>
    public string? Seen { get; set; }

    /// <summary>What would be changed, told shortly.</summary>
    public string Told => $"{MoveMinutes} {CancellationHours} {Lead} {Publish} {Description?.Length}";

    /// <summary>The change that the core makes.</summary>
    public ManyChange ToChange() => new()
    {
        MoveMinutes = MoveMinutes is 0 ? null : MoveMinutes,
        CancellationHours = CancellationHours,
        Lead = Lead == Nobody ? new NewLead(null) : Guid.TryParse(Lead, out var id) ? new NewLead(id) : null,
        Description = string.IsNullOrWhiteSpace(Description) ? null : (Description, DescriptionLanguage ?? ""),
        Publish = Publish,
    };
}

/// <summary>The form with the chosen shifts, and whether they are shown as they would be.</summary>
public sealed record ManyModel(ManyForm Form, ManyOutcome Outcome, bool Looked, PlanChoices Choices);
