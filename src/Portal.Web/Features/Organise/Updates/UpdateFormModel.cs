using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Safety;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>
/// The page around the form: the update that is edited (null for a new one), the organisations to choose from, and the shift to whose
/// people it may go, where the organiser came from one.
/// </summary>
public sealed record UpdateFormModel(UpdateForm Form, Guid? Id, IReadOnlyList<PostingOrganisation> Organisations, ShiftAudience? Shift)
{
    /// <summary>The picture beside it. A file never comes back with a form.</summary>
    public PictureForm Picture { get; init; } = new();

    /// <summary>The campaigns to choose from.</summary>
    public required IReadOnlyList<CampaignChoice> Campaigns { get; init; }

    /// <summary>The languages that the update was translated into.</summary>
    public IReadOnlyList<string> Translations { get; init; } = [];

    /// <summary>What of the text may lead the wrong people somewhere; to be shown once the form came back.</summary>
    public IReadOnlyList<SafetyFinding> Risks { get; init; } = [];

    /// <summary>Whether the fields for a time stand open: where any of them was filled in.</summary>
    public bool AsksTime => Form.Later || Form.Day is not null || Form.Time is not null;

    /// <summary>The name under which the browser keeps what is being written: one for the people of each shift, one for everything else.</summary>
    public string DraftName => Shift is { } shift ? $"update-{shift.Id:N}" : "update";
}
