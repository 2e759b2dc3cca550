using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Finds what else somebody can book when a shift is full or called off.</summary>
public sealed class Alternatives(ComingShifts coming, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>
    /// What this person can book now instead of a shift, on its day or one beside it, or later of the same work or organisation. The
    /// nearest day comes first, for people are there for a few days only; within a day what is most alike. Empty when nothing is near.
    /// </summary>
    public async Task<IReadOnlyList<ListedShift>> ForAsync(ShiftPlace from, Person? person, int atMost, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var snapshot = await coming.CurrentAsync(cancellationToken);
        return
        [
            .. snapshot.Shifts
                .Where(s => s.Id != from.ShiftId && IsNear(s, from) && ShiftVisibility.Allows(person, s) && ShiftSearch.CanBook(s, person, now))
                .OrderBy(s => DaysBetween(s, from))
                .ThenByDescending(s => Kinship(s, from))
                .ThenBy(s => (s.StartsAt - from.StartsAt).Duration())
                .Take(atMost)
                .Select(s => ShiftSearch.List(s, person, now)),
        ];
    }

    /// <summary>The same by the shift's identifier; empty when there is no such shift.</summary>
    public async Task<IReadOnlyList<ListedShift>> ForAsync(Guid shiftId, Person? person, int atMost, CancellationToken cancellationToken)
    {
        var known = (await coming.CurrentAsync(cancellationToken)).Find(shiftId);
        var from = known is null ? await FindAsync(shiftId, cancellationToken) : new(shiftId, known.ActivityId, known.Organisation.Id, known.StartsAt);
        return from is null ? [] : await ForAsync(from, person, atMost, cancellationToken);
    }

    // A shift that was called off is not in the snapshot any more.
    private async Task<ShiftPlace?> FindAsync(Guid shiftId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Shifts.Where(s => s.Id == shiftId)
            .Select(s => new ShiftPlace(s.Id, s.ActivityId, s.OrganisationId, s.StartsAt))
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static bool IsNear(ComingShift shift, ShiftPlace from) => DaysBetween(shift, from) <= 1 || Kinship(shift, from) > 0;

    private static int DaysBetween(ComingShift shift, ShiftPlace from) =>
        Math.Abs(shift.Day.DayNumber - WallTime.DayOf(from.StartsAt, shift.Zone).DayNumber);

    private static int Kinship(ComingShift shift, ShiftPlace from) =>
        (shift.ActivityId == from.ActivityId ? 2 : 0) + (shift.Organisation.Id == from.OrganisationId ? 1 : 0);
}

/// <summary>What a shift is that others are compared with.</summary>
public sealed record ShiftPlace(Guid ShiftId, Guid ActivityId, Guid OrganisationId, DateTimeOffset StartsAt);
