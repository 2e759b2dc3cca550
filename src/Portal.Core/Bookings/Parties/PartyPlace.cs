using System.Linq.Expressions;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>
/// One place that a group holds. Until it is claimed or freed it counts in the position's <c>Held</c>; with the claim the booking counts
/// in its stead, and <c>Held</c> stays as it is.
/// </summary>
public sealed class PartyPlace
{
    private PartyPlace()
    {
    }

    /// <summary>Whether it holds a place of its own: nobody claimed it, and nobody freed it.</summary>
    public static Expression<Func<PartyPlace, bool>> IsUnclaimed { get; } = place => place.ClaimedAt == null && place.FreedAt == null;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid PartyId { get; private init; }

    /// <summary>On which shift.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid ShiftId { get; private init; }

    /// <summary>As what.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid PositionId { get; private init; }

    /// <summary>Since when.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset HeldAt { get; private init; }

    /// <summary>The booking it became, so that the leader sees who comes along. Changed by a guarded statement only.</summary>
    [Personal("to know who comes with a group", Tier.Restricted, "30 days after its last shift", "oneself, the group's leader")]
    public Guid? BookingId { get; private init; }

    /// <summary>When somebody claimed it, or null. Changed by a guarded statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ClaimedAt { get; private init; }

    /// <summary>When it was given back unclaimed, or null. Changed by a guarded statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? FreedAt { get; private init; }

    /// <summary>The shift.</summary>
    public Shift? Shift { get; private init; }

    /// <summary>The group.</summary>
    public Party? Party { get; private init; }

    /// <summary>A new one; the caller has counted it.</summary>
    public static PartyPlace Hold(TimeProvider clock, Guid partyId, Guid shiftId, Guid positionId) => new()
    {
        Id = Ids.New(clock),
        PartyId = partyId,
        ShiftId = shiftId,
        PositionId = positionId,
        HeldAt = clock.GetUtcNow(),
    };
}
