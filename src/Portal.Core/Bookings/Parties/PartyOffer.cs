using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>What a leader can hold places of: the shift that was asked for first, then others of its organisation, soonest first.</summary>
/// <param name="Faults">All that stands in the way on the first one, whatever the number of places.</param>
public sealed record PartyOffer(OrganisationRef Organisation, IReadOnlyList<ComingShift> Shifts, IReadOnlyList<HoldFault> Faults, DateTimeOffset AsOf)
{
    /// <summary>How many other shifts are offered at most.</summary>
    public const int MostOthers = 20;
}
