using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>A stay to add.</summary>
public sealed class StayForm
{
    /// <summary>The first day.</summary>
    [Required]
    public DateOnly? FirstDay { get; set; }

    /// <summary>The last day.</summary>
    [Required]
    public DateOnly? LastDay { get; set; }

    /// <summary>Whether something urgent may reach one at night.</summary>
    public bool UrgentAtNight { get; set; }

    /// <summary>The local address to go back to.</summary>
    public string? Back { get; set; }
}

/// <summary>The page of stays.</summary>
public sealed record StaysModel(IReadOnlyList<Stay> Stays, StayForm Form);
