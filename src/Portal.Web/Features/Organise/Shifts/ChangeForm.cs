using Portal.Core.Shifts.Changes;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>What goes with the form of a shift where it is changed: what its writer saw, and what was decided about people.</summary>
public sealed class ChangeForm
{
    /// <summary>The revision that the form was made from.</summary>
    public int Seen { get; set; }

    /// <summary>The fields as the form showed them, so that what somebody else changed meanwhile can be told from what was written here.</summary>
    public string? Was { get; set; }

    /// <summary>Whole days between start and end, which the form's times do not tell.</summary>
    public int ExtraDays { get; set; }

    /// <summary>The preview that was seen.</summary>
    public string? Preview { get; set; }

    /// <summary>Whether to go back to the fields.</summary>
    public bool Again { get; set; }

    /// <summary>Whether everybody keeps the place where there are fewer places.</summary>
    public bool KeepsEveryone { get; set; }

    /// <summary>What becomes of some, by booking.</summary>
    public Dictionary<Guid, SurplusChoice?> Choices { get; set; } = [];

    /// <summary>The edit that the core looks at.</summary>
    public ShiftEdit ToEdit(ShiftForm form)
    {
        var plan = form.ToPlan();
        return new(form.IsTask ? plan : plan with { EndsAt = plan.EndsAt.AddDays(Math.Clamp(ExtraDays, 0, 31)) }, Seen)
        {
            Positions = [.. form.FilledRows().Select(row => form.Positions[row].Id)],
            KeepsEveryone = KeepsEveryone,
            Choices = Choices.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!.Value),
            Preview = Preview,
        };
    }
}
