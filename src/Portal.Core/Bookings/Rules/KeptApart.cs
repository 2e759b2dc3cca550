using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Rules;

/// <summary>
/// That an organisation puts two people on no shift together, without saying why. Each note is two rows, one from either side, so that the rules
/// find it with each of them. Neither is told.
/// </summary>
public sealed class KeptApart
{
    private const string For = "so that two people are not on the same shift";

    /// <summary>The organisation whose shifts it is about.</summary>
    [Personal(For, Tier.Restricted, Because.Account, "organisers of the organisation")]
    public required Guid OrganisationId { get; init; }

    /// <summary>One of them.</summary>
    [Personal(For, Tier.Restricted, Because.Account, "organisers of the organisation")]
    public required Guid SupporterId { get; init; }

    /// <summary>The other.</summary>
    [Personal(For, Tier.Restricted, Because.Account, "organisers of the organisation")]
    public required Guid OtherId { get; init; }

    /// <summary>Since when.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Who noted it.</summary>
    [Personal("to settle doubts", Tier.Restricted, Because.Account, "organisers of the organisation")]
    public required Guid NotedById { get; init; }
}
