using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using static Portal.Core.Shifts.PlanFaultKind;

namespace Portal.Core.Shifts.Changes;

/// <summary>Changes the positions of a shift by statements: no tracked copy of a row whose numbers others change is ever saved.</summary>
public sealed class ChangePositions(TimeProvider clock)
{
    private static readonly BookingState[] Gone = [BookingState.CancelledByVolunteer, BookingState.CancelledByOrganiser, BookingState.Declined, BookingState.Expired];

    /// <summary>What of the edit cannot be: a position of another shift, or one to remove that somebody is on, was there for or waits for, with a booking or just so, or that a group holds.</summary>
    internal static async Task<IEnumerable<PlanFault>> FaultsAsync(PortalDbContext db, ShiftEdit edit, IReadOnlyList<Position> before, CancellationToken cancellationToken)
    {
        var kept = edit.Positions.OfType<Guid>().ToList();
        var removed = before.Select(p => p.Id).Except(kept).ToList();
        var taken = removed.Count > 0 && await db.Positions.AnyAsync(
            p => removed.Contains(p.Id)
                && (db.Bookings.Any(b => b.PositionId == p.Id && !Gone.Contains(b.State))
                    || db.WalkIns.Any(w => w.PositionId == p.Id && w.RemovedAt == null)
                    || db.PartyPlaces.Where(PartyPlace.IsUnclaimed).Any(x => x.PositionId == p.Id)),
            cancellationToken);
        var strange = kept.Except(before.Select(p => p.Id)).Any() || kept.Distinct().Count() != kept.Count;
        return [.. strange ? [new PlanFault(UnknownForm, nameof(NewShift.Positions))] : Array.Empty<PlanFault>(), .. taken ? [new PlanFault(PositionTaken, nameof(NewShift.Positions))] : Array.Empty<PlanFault>()];
    }

    /// <summary>Makes them what the edit says.</summary>
    /// <param name="bookableUntil">Until when each may be booked from now on; null while the shift is a draft.</param>
    /// <returns>The names of those that were taken off the shift and whose rows stay for what was.</returns>
    internal async Task<IReadOnlyList<LocalText>> ApplyAsync(PortalDbContext db, Guid shiftId, ShiftEdit edit, IReadOnlyList<Position> before, DateTimeOffset? bookableUntil, CancellationToken cancellationToken)
    {
        var kept = edit.Positions.OfType<Guid>().ToList();
        var retired = new List<LocalText>();
        foreach (var gone in before.Where(p => !kept.Contains(p.Id)).OrderBy(p => p.Id))
        {
            if (await RemoveAsync(db, gone.Id, cancellationToken))
            {
                retired.Add(gone.Name);
            }
        }

        for (var order = 0; order < edit.Plan.Positions.Count; order++)
        {
            var plan = edit.Plan.Positions[order];
            if (edit.Positions.ElementAtOrDefault(order) is { } id)
            {
                await ChangeAsync(db, id, plan, order, cancellationToken);
            }
            else
            {
                db.Positions.Add(ShiftMaker.Make(shiftId, plan, order, clock));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.Positions.Where(p => p.ShiftId == shiftId && p.RemovedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.BookableUntil, bookableUntil).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
        return retired;
    }

    /// <summary>Deletes a position of which nothing speaks, and marks one of which bookings of the past do: true for the latter.</summary>
    private async Task<bool> RemoveAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var remembered = await db.Positions
            .Where(p => p.Id == id && (db.Bookings.Any(b => b.PositionId == id) || db.WalkIns.Any(w => w.PositionId == id) || db.PartyPlaces.Any(x => x.PositionId == id)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(p => p.RemovedAt, now).SetProperty(p => p.BookableUntil, (DateTimeOffset?)null).SetProperty(p => p.Minimum, 0).SetProperty(p => p.Capacity, 0)
                    .SetProperty(p => p.Reserved, 0).SetProperty(p => p.Seeking, 0).SetProperty(p => p.Version, p => p.Version + 1),
                cancellationToken) == 1;
        if (!remembered)
        {
            await db.Positions.Where(p => p.Id == id).ExecuteDeleteAsync(cancellationToken);
        }

        return remembered;
    }

    private static Task<int> ChangeAsync(PortalDbContext db, Guid id, NewPosition plan, int order, CancellationToken cancellationToken)
    {
        var (name, minimum, capacity, beginners, interprets) = (plan.Name, plan.Minimum, plan.Capacity, plan.BeginnerFriendly, plan.IsInterpreter);
        var (languages, qualifications) = (plan.Languages.ToList(), plan.Qualifications.ToList());
        return db.Positions.Where(p => p.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Name, name).SetProperty(p => p.Order, order).SetProperty(p => p.Minimum, minimum)
                .SetProperty(p => p.Capacity, capacity).SetProperty(p => p.BeginnerFriendly, beginners)
                .SetProperty(p => p.Languages, languages).SetProperty(p => p.IsInterpreter, interprets).SetProperty(p => p.Qualifications, qualifications),
            cancellationToken);
    }
}
