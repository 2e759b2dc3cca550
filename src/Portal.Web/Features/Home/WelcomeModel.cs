using Portal.Core.Circles;
using Portal.Core.Shifts;
using Portal.Core.Updates.Campaigns;
using Portal.Web.Features.Actions;

namespace Portal.Web.Features.Home;

/// <summary>What the first page shows.</summary>
/// <param name="Intentions">Which parts, in their order.</param>
/// <param name="Ticked">Whether the person chose them.</param>
public sealed record WelcomeModel(string Name, IReadOnlyList<string> Intentions, bool Ticked)
{
    /// <summary>Shifts on site that the person can book; null where that part is not shown.</summary>
    public required FittingPage? InCalais { get; init; }

    /// <summary>Work from home that the person can book; null where that part is not shown.</summary>
    public required FittingPage? FromHome { get; init; }

    /// <summary>The newest campaigns.</summary>
    public required IReadOnlyList<CampaignLink> Campaigns { get; init; }

    /// <summary>Things to do from anywhere that the person has not done.</summary>
    public required IReadOnlyList<ActionTile> Actions { get; init; }

    /// <summary>Circles that lie near.</summary>
    public required IReadOnlyList<CircleCard> Circles { get; init; }

    /// <summary>Where gifts are taken; null for nowhere of the coalition's own.</summary>
    public required string? DonationPage { get; init; }
}
