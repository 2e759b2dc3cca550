using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>Whom a newsletter is for, while it is written. What is left empty asks nothing.</summary>
public sealed class AudienceForm
{
    /// <summary>Two-letter codes of languages.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>Two-letter codes of countries.</summary>
    public List<string> Countries { get; set; } = [];

    /// <summary>Campaigns and organisations.</summary>
    public List<Guid> Topics { get; set; } = [];

    /// <summary>Only volunteers of this organisation.</summary>
    public Guid? VolunteersOf { get; set; }

    /// <summary>Only people who booked nothing lately.</summary>
    public bool Quiet { get; set; }

    /// <summary>The form of conditions.</summary>
    public static AudienceForm From(AudienceConditions conditions) => new()
    {
        Languages = [.. conditions.Languages],
        Countries = [.. conditions.Countries],
        Topics = [.. conditions.Topics],
        VolunteersOf = conditions.VolunteersOf,
        Quiet = conditions.Quiet,
    };

    /// <summary>What was chosen, in one order whatever the browser sent, so that the same choice is the same row.</summary>
    public AudienceConditions ToConditions() => new()
    {
        Languages = [.. Languages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Countries = [.. Countries.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Topics = [.. Topics.Distinct().Order()],
        VolunteersOf = VolunteersOf,
        Quiet = Quiet,
    };
}
