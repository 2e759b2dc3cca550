using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Finds what else somebody can book when a shift is full or called off.</summary>
public sealed class Alternatives(ComingShifts coming, TimeProvider clock)
{
    /// <summary>
    /// The nearest shifts this person can book now that share the activity, the organisation or the day of a shift:
    /// those that share most come first, then the nearest in time. Empty when nothing is near.
    /// </summary>
    public async Task<IReadOnlyList<ListedShift>> ForAsync(ShiftPlace from, Person? person, int atMost, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var snapshot = await coming.CurrentAsync(cancellationToken);
        return
        [
            .. snapshot.Shifts
                .Where(s => s.Id != from.ShiftId && Shared(s, from) > 0 && ShiftVisibility.Allows(person, s) && ShiftSearch.CanBook(s, person, now))
                .OrderByDescending(s => Shared(s, from))
                .ThenBy(s => (s.StartsAt - from.StartsAt).Duration())
                .Take(atMost)
                .Select(s => ShiftSearch.List(s, person, now)),
        ];
    }

    private static int Shared(ComingShift shift, ShiftPlace from) =>
        (shift.ActivityId == from.ActivityId ? 4 : 0)
        + (shift.Organisation.Id == from.OrganisationId ? 2 : 0)
        + (shift.Day == WallTime.DayOf(from.StartsAt, shift.Zone) ? 1 : 0);
}

/// <summary>What a shift is that others are compared with.</summary>
public sealed record ShiftPlace(Guid ShiftId, Guid ActivityId, Guid OrganisationId, DateTimeOffset StartsAt);
