using Portal.Core.Bookings.Rules;

namespace Portal.Core.Shifts;

/// <summary>Finds what suits somebody who does not know the place yet.</summary>
public sealed class FittingShifts(ComingShifts coming)
{
    /// <summary>What a person can book now, on site or from home, and has not: first what is good for a first time, among those what is soonest.</summary>
    /// <param name="most">How many at most.</param>
    public async Task<FittingPage> ListAsync(Person? person, bool remote, int most, CancellationToken cancellationToken)
    {
        var page = await coming.ListAsync(new ShiftFilter { Remote = remote, Bookable = true }, person, cancellationToken);
        var fitting = page.Shifts
            .Where(listed => listed.Mine is null)
            .OrderByDescending(listed => listed.Shift.Positions.Any(p => p is { BeginnerFriendly: true, Free: > 0 }))
            // One of each kind of work: three Tuesdays of the same are no choice.
            .DistinctBy(listed => listed.Shift.ActivityId)
            .Take(most);
        return new([.. fitting], page.AsOf);
    }
}

/// <summary>What fits, as of a moment.</summary>
public sealed record FittingPage(IReadOnlyList<ListedShift> Shifts, DateTimeOffset AsOf);
