using System.ComponentModel.DataAnnotations;
using Portal.Core.Organisations;

namespace Portal.Web.Features.Organisations;

/// <summary>Asks to join an organisation.</summary>
public sealed class JoinForm
{
    /// <summary>The conditions that are affirmed; none of them is kept.</summary>
    public List<Guid> Affirmed { get; set; } = [];

    /// <summary>A word to the organisers.</summary>
    [StringLength(Membership.WordLength)]
    public string? Word { get; set; }
}
