using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Finds what else somebody can book when a shift is full or cancelled.</summary>
public sealed class Alternatives(ComingShifts coming, TimeProvider clock)
{
    /// <summary>The nearest shifts this person can book now: the same activity first, then the same organisation, then the same day.</summary>
    public Task<IReadOnlyList<ListedShift>> ForAsync(Guid shiftId, Person? person, int atMost, CancellationToken cancellationToken) => throw new NotImplementedException();
}
