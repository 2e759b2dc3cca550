using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>A role in the coalition as a whole.</summary>
public sealed class CoalitionRole
{
    /// <summary>Who holds it.</summary>
    [Personal("rights", Tier.Restricted, Because.Account, "oneself, administrators")]
    public required Guid SupporterId { get; init; }

    /// <summary>Which role.</summary>
    [Personal("rights", Tier.Restricted, Because.Account, "oneself, administrators")]
    public required CoalitionRoleKind Kind { get; init; }

    /// <summary>Since when.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>When it ends, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? EndsAt { get; set; }
}

/// <summary>The roles in the coalition as a whole.</summary>
public enum CoalitionRoleKind
{
    /// <summary>Adds organisations, writes to all supporters, watches over safety and data.</summary>
    Administrator,

    /// <summary>Reads the record of who looked at what.</summary>
    Auditor,
}
