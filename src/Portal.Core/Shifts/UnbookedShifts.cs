using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Organisations.Closures;

namespace Portal.Core.Shifts;

/// <summary>
/// The one way by which plans (a series, many shifts at once) change shifts that exist: only those on which nobody has, wants or had a
/// place, walk-ins and what groups hold included. Runs within the caller's transaction, which has made sure that the actor organises them.
/// </summary>
public sealed class UnbookedShifts(TimeProvider clock)
{
    /// <summary>What would become of each shift, soonest first; nothing is changed.</summary>
    internal async Task<IReadOnlyList<ShiftEditLine>> LookAsync(PortalDbContext db, IReadOnlyDictionary<Guid, UnbookedEdit> edits, CancellationToken cancellationToken)
    {
        var shifts = await db.Shifts.AsNoTracking().Include(s => s.Activity).Where(s => edits.Keys.Contains(s.Id)).ToListAsync(cancellationToken);
        return await LinesAsync(db, shifts, edits, cancellationToken);
    }

    /// <summary>Changes each shift that may be changed, and says what became of every one. The caller commits.</summary>
    internal async Task<IReadOnlyList<ShiftEditLine>> EditAsync(PortalDbContext db, IReadOnlyDictionary<Guid, UnbookedEdit> edits, CancellationToken cancellationToken)
    {
        await db.LockSitesOfAsync([.. edits.Keys], cancellationToken);
        await db.LockSitesAsync(edits.Values.Select(edit => edit.Place?.SiteId), cancellationToken);
        // Positions first, bookings after: whoever is taking a place now has either committed, and is read below, or waits for what is written here.
        await db.LockPositionsAsync(edits.Keys.ToList(), cancellationToken);
        var shifts = await db.Shifts.Include(s => s.Activity).Include(s => s.Positions.OrderBy(p => p.Order)).Where(s => edits.Keys.Contains(s.Id)).ToListAsync(cancellationToken);
        var lines = await LinesAsync(db, shifts, edits, cancellationToken);
        var changed = lines.Where(line => line.Result == ShiftEditResult.Changed).ToList();
        foreach (var line in changed)
        {
            Apply(db, shifts.Find(s => s.Id == line.ShiftId)!, edits[line.ShiftId], line);
        }

        await db.SaveChangesAsync(cancellationToken);
        await OpenOrCloseAsync(db, [.. changed.Select(line => line.ShiftId)], cancellationToken);
        return lines;
    }

    /// <summary>Brings until when the positions of shifts may be booked to what the shifts say; while their site is closed they may not.</summary>
    internal static Task OpenOrCloseAsync(PortalDbContext db, IReadOnlyList<Guid> shiftIds, CancellationToken cancellationToken) =>
        db.Positions.Where(p => shiftIds.Contains(p.ShiftId) && p.RemovedAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(p => p.BookableUntil, p => db.Shifts
                    .Where(s => s.Id == p.ShiftId && s.Status == ShiftStatus.Published
                        && !db.SiteClosures.Any(c => c.SiteId == s.SiteId && c.ReopenedAt == null && c.From < s.EndsAt && c.Until > s.StartsAt))
                    .Select(s => (DateTimeOffset?)s.StartsAt).FirstOrDefault())
                .SetProperty(p => p.Version, p => p.Version + 1),
            cancellationToken);

    private async Task<IReadOnlyList<ShiftEditLine>> LinesAsync(PortalDbContext db, List<Shift> shifts, IReadOnlyDictionary<Guid, UnbookedEdit> edits, CancellationToken cancellationToken)
    {
        var ids = shifts.ConvertAll(s => s.Id);
        var live = BookingStates.Live;
        // A group's places are for people who will come. A walk-in is somebody who came; taken back, it still speaks of its position, as a booking does that was given back.
        var peopled = (await db.Bookings.Where(b => ids.Contains(b.ShiftId) && live.Contains(b.State)).Select(b => b.ShiftId)
            .Union(db.WalkIns.Where(w => ids.Contains(w.ShiftId) && w.RemovedAt == null).Select(w => w.ShiftId))
            .Union(db.PartyPlaces.Where(PartyPlace.IsUnclaimed).Where(p => ids.Contains(p.ShiftId)).Select(p => p.ShiftId)).ToListAsync(cancellationToken)).ToHashSet();
        var remembered = edits.Values.Any(edit => edit.Positions is not null)
            ? (await db.Bookings.Where(b => ids.Contains(b.ShiftId)).Select(b => b.ShiftId)
                .Union(db.WalkIns.Where(w => ids.Contains(w.ShiftId)).Select(w => w.ShiftId))
                .Union(db.PartyPlaces.Where(p => ids.Contains(p.ShiftId)).Select(p => p.ShiftId)).ToListAsync(cancellationToken)).ToHashSet()
            : [];
        var closed = await db.ClosedTimesAsync(shifts.Select(s => s.SiteId).Concat(edits.Values.Select(edit => edit.Place?.SiteId)), cancellationToken);
        var now = clock.GetUtcNow();
        return [.. shifts.OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Select(shift =>
        {
            var edit = edits[shift.Id];
            var (startsAt, endsAt) = (edit.StartsAt ?? shift.StartsAt, edit.EndsAt ?? shift.EndsAt);
            var result = shift.Status == ShiftStatus.Cancelled || shift.StartsAt <= now ? ShiftEditResult.Closed
                : peopled.Contains(shift.Id) || (edit.Positions is not null && remembered.Contains(shift.Id)) ? ShiftEditResult.HasPeople
                : startsAt <= now ? ShiftEditResult.InPast
                : Opens(shift, edit, startsAt, endsAt) && closed.Touch(SiteOf(shift, edit), startsAt, endsAt) ? ShiftEditResult.SiteClosed
                : ShiftEditResult.Changed;
            return new ShiftEditLine(shift.Id, shift.StartsAt, shift.EndsAt, WallTime.Zone(shift.TimeZone), startsAt, endsAt, result) { Activity = shift.Activity!.Name };
        })];
    }

    private static Guid? SiteOf(Shift shift, UnbookedEdit edit) => edit.Place is { } place ? place.SiteId : shift.SiteId;

    // What was open there and then already is not opened.
    private static bool Opens(Shift shift, UnbookedEdit edit, DateTimeOffset startsAt, DateTimeOffset endsAt) => !edit.CallOff
        && (shift.Status == ShiftStatus.Published ? (startsAt, endsAt, SiteOf(shift, edit)) != (shift.StartsAt, shift.EndsAt, shift.SiteId) : edit.Publish);

    private void Apply(PortalDbContext db, Shift shift, UnbookedEdit edit, ShiftEditLine line)
    {
        var place = edit.Place ?? (shift.SiteId, shift.TimeZone);
        shift.Replan(line.NewStartsAt, line.NewEndsAt, place.SiteId, place.TimeZone);
        shift.Visibility = edit.Visibility ?? shift.Visibility;
        shift.BookingMode = edit.BookingMode ?? shift.BookingMode;
        shift.CancellationHours = edit.CancellationHours ?? shift.CancellationHours;
        shift.LeadId = edit.Lead is { } lead ? lead.Id : shift.LeadId;
        (shift.Description, shift.DescriptionLanguage) = edit.Description ?? (shift.Description, shift.DescriptionLanguage);
        shift.Changed(people: false);
        if (edit.Positions is { } planned)
        {
            Replace(db, shift, planned);
        }

        var now = clock.GetUtcNow();
        if (edit.Publish)
        {
            shift.TryPublish(now);
        }

        if (edit.CallOff)
        {
            shift.TryCancel(now, reason: null);
        }
    }

    // Nobody ever booked it or walked in, so that nothing speaks of a position.
    private void Replace(PortalDbContext db, Shift shift, IReadOnlyList<NewPosition> planned)
    {
        db.Positions.RemoveRange(shift.Positions);
        db.Positions.AddRange(planned.Select((position, order) => ShiftMaker.Make(shift.Id, position, order, clock)));
    }
}
