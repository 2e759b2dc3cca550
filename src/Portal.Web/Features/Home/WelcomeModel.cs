using Portal.Core.Shifts;
using Portal.Core.Updates.Campaigns;

namespace Portal.Web.Features.Home;

/// <summary>What the first page shows.</summary>
/// <param name="Wishes">Which parts, in their order.</param>
/// <param name="Ticked">Whether the person chose them.</param>
/// <param name="AsOf">The moment that shifts are shown for.</param>
public sealed record WelcomeModel(string Name, IReadOnlyList<string> Wishes, bool Ticked, DateTimeOffset AsOf)
{
    /// <summary>Shifts on site that the person can book.</summary>
    public required IReadOnlyList<ListedShift> InCalais { get; init; }

    /// <summary>Work from home that the person can book.</summary>
    public required IReadOnlyList<ListedShift> FromHome { get; init; }

    /// <summary>The newest campaigns.</summary>
    public required IReadOnlyList<CampaignLink> Campaigns { get; init; }

    /// <summary>Where gifts are taken; null for nowhere of the coalition's own.</summary>
    public required string? DonationPage { get; init; }
}
