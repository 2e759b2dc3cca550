using Portal.Core.Bookings.Parties;

namespace Portal.Web.Features.Parties;

/// <summary>A group to hold places for. <see cref="FormKey"/> is made with the page, so that a double click makes one group.</summary>
public sealed class PartyForm
{
    /// <summary>What the group calls itself.</summary>
    public string? Name { get; set; }

    /// <summary>How many places of each position.</summary>
    public Dictionary<Guid, int?> Places { get; set; } = [];

    /// <summary>The page's key.</summary>
    public Guid FormKey { get; set; }

    /// <summary>What the core needs.</summary>
    public IReadOnlyList<PartyWish> Wishes => [.. Places.Where(p => p.Value > 0).Select(p => new PartyWish(p.Key, p.Value!.Value))];
}

/// <summary>The page on which a group is made.</summary>
public sealed record PartyFormModel(PartyForm Form, PartyOffer Offer);

/// <summary>The page on which a group takes on more shifts.</summary>
public sealed record MoreShiftsModel(Guid PartyId, string Name, PartyFormModel Page);

/// <summary>Places of one position to add or to give back.</summary>
public sealed class PartyPlacesForm
{
    /// <summary>As what.</summary>
    public Guid PositionId { get; set; }

    /// <summary>How many.</summary>
    public int Places { get; set; }

    /// <summary>The page's key, where places are added: a double click adds them once.</summary>
    public Guid FormKey { get; set; }
}
