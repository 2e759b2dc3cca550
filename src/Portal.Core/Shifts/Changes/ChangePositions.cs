using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using static Portal.Core.Shifts.PlanFaultKind;

namespace Portal.Core.Shifts.Changes;

/// <summary>Changes the positions of a shift by statements: no tracked copy of a row whose numbers others change is ever saved.</summary>
public sealed class ChangePositions(TimeProvider clock)
{
    /// <summary>What of the edit cannot be: a position of another shift, or one to remove that somebody is or was on, with a booking or just so, or that a group holds or held.</summary>
    internal static async Task<IEnumerable<PlanFault>> FaultsAsync(PortalDbContext db, ShiftEdit edit, IReadOnlyList<Position> before, CancellationToken cancellationToken)
    {
        var kept = edit.Positions.OfType<Guid>().ToList();
        var removed = before.Select(p => p.Id).Except(kept).ToList();
        var taken = removed.Count > 0 && await db.Positions.AnyAsync(
            p => removed.Contains(p.Id) && (db.Bookings.Any(b => b.PositionId == p.Id) || db.WalkIns.Any(w => w.PositionId == p.Id) || db.PartyPlaces.Any(x => x.PositionId == p.Id)), cancellationToken);
        var strange = kept.Except(before.Select(p => p.Id)).Any() || kept.Distinct().Count() != kept.Count;
        return [.. strange ? [new PlanFault(UnknownForm, nameof(NewShift.Positions))] : Array.Empty<PlanFault>(), .. taken ? [new PlanFault(PositionTaken, nameof(NewShift.Positions))] : Array.Empty<PlanFault>()];
    }

    /// <summary>Makes them what the edit says.</summary>
    /// <param name="bookableUntil">Until when each may be booked from now on; null while the shift is a draft.</param>
    internal async Task ApplyAsync(PortalDbContext db, Guid shiftId, ShiftEdit edit, IReadOnlyList<Position> before, DateTimeOffset? bookableUntil, CancellationToken cancellationToken)
    {
        var kept = edit.Positions.OfType<Guid>().ToList();
        foreach (var gone in before.Where(p => !kept.Contains(p.Id)).OrderBy(p => p.Id))
        {
            await db.Positions.Where(p => p.Id == gone.Id).ExecuteDeleteAsync(cancellationToken);
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
        await db.Positions.Where(p => p.ShiftId == shiftId).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.BookableUntil, bookableUntil).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken);
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
