using Portal.Core.Organisations;

namespace Portal.Core.Needs;

/// <summary>What is short, as everybody reads it.</summary>
public sealed record NeedCard(Guid Id, OrganisationRef Organisation, LocalText Item, LocalText Unit, LocalText Place, LocalText? Bringers, NeedUrgency Urgency, int Wanted, int Pledged, int Arrived, DateTimeOffset TouchedAt)
{
    /// <summary>How much is neither here nor promised.</summary>
    public int Missing => Math.Max(0, Wanted - Pledged - Arrived);
}

/// <summary>Which needs to list.</summary>
/// <param name="Organisation">The name in addresses of an organisation; null for all.</param>
public sealed record NeedFilter(string? Organisation = null, NeedUrgency? Urgency = null)
{
    /// <summary>Whether anything is chosen.</summary>
    public bool IsAny => Organisation is not null || Urgency is not null;
}

/// <summary>One page of them.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Organisations">The organisations that are short of anything, to choose from.</param>
public sealed record NeedPage(IReadOnlyList<NeedCard> Needs, int Page, int Pages, int Total, IReadOnlyList<OrganisationRef> Organisations);
