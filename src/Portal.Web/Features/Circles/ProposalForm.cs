using Portal.Core;
using Portal.Core.Circles;

namespace Portal.Web.Features.Circles;

/// <summary>A circle as somebody proposes it.</summary>
public sealed class ProposalForm
{
    /// <summary>So that a double tap proposes once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>What it is for.</summary>
    public string? Purpose { get; set; }

    /// <summary>The code of its country, or <see cref="CirclePlan.Online"/>.</summary>
    public string? Place { get; set; }

    /// <summary>Codes of its languages.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>Whether whoever likes joins at once.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>An empty one, in the languages of whoever writes.</summary>
    public static ProposalForm New(TimeProvider clock, IEnumerable<string> speaks) => new() { FormKey = Ids.New(clock), Languages = [.. speaks] };

    /// <summary>As the service takes it.</summary>
    public CirclePlan ToPlan() => new(Name, Purpose, Languages, string.IsNullOrEmpty(Place) ? null : Place, IsOpen);
}
