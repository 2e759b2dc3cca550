using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>The dates from which to which a volunteer is in the region.</summary>
public sealed class Stay
{
    /// <summary>The longest stay, in days.</summary>
    public const int MostDays = 366;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose stay.</summary>
    [Personal("to plan with who is there", Tier.Restricted, "90 days after", Because.OneselfAndOrganisers)]
    public required Guid SupporterId { get; init; }

    /// <summary>The first day.</summary>
    [Personal("to plan with who is there", Tier.Restricted, "90 days after", Because.OneselfAndOrganisers)]
    public required DateOnly FirstDay { get; set; }

    /// <summary>The last day; not before the first.</summary>
    [Personal("to plan with who is there", Tier.Restricted, "90 days after", Because.OneselfAndOrganisers)]
    public required DateOnly LastDay { get; set; }

    /// <summary>Whether something urgent may reach the person at night during this stay.</summary>
    [Personal("to keep quiet at night", Tier.Restricted, "90 days after", Because.Oneself)]
    public bool UrgentAtNight { get; set; }
}
