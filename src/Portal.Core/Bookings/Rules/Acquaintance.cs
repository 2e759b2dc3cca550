using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Rules;

/// <summary>
/// That an organisation knows a supporter: somebody of it said yes to a first booking, put the person on the rota, or checked
/// the person in. Until then a booking where a meeting point is protected starts as asked for.
/// </summary>
public sealed class Acquaintance
{
    /// <summary>Who is known.</summary>
    [Personal("so that only people an organisation knows learn where to go", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid SupporterId { get; init; }

    /// <summary>To which organisation.</summary>
    [Personal("so that only people an organisation knows learn where to go", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid OrganisationId { get; init; }

    /// <summary>Since when.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Who vouched first.</summary>
    [Personal("to settle doubts", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid VouchedById { get; init; }

    /// <summary>Whether the person was ever checked in there: until then somebody new books for a few days only.</summary>
    [Personal("so that newcomers do not hold places they may not fill", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public bool HasAttended { get; set; }
}
