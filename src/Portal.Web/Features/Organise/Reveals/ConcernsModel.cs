using System.ComponentModel.DataAnnotations;
using Portal.Core.Privacy.Reveals;

namespace Portal.Web.Features.Organise.Reveals;

/// <summary>What organisers decide about, told from <see cref="Now"/>.</summary>
public sealed record ConcernsModel(IReadOnlyList<ConcernLine> Lines, DateTimeOffset Now)
{
    /// <summary>Those who wait for a decision first.</summary>
    public IEnumerable<ConcernLine> InOrder => Lines.OrderBy(line => line.DecidedAt is not null);
}

/// <summary>A decision.</summary>
public sealed class DecisionForm
{
    /// <summary>Whether the person gets points by phone only.</summary>
    [Required]
    public bool? HoldsBack { get; set; }

    /// <summary>How often somebody had decided when the page was made.</summary>
    [Required]
    public int? Decisions { get; set; }
}
