using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Closures;

namespace Portal.Core.Shifts.Changes;

/// <summary>
/// Changes a shift that people may be on. A preview is the change itself, not committed: so it never says something else than what
/// is done, and whoever applies it says which preview was seen.
/// </summary>
public sealed class ShiftChangeService(Retry retry, ChangePositions positions, ChangedBookings bookings, Placement placement, LetterExamples letters, ChangeAftermath aftermath, TimeProvider clock)
{
    /// <summary>Makes a shift what the edit says if the organiser saw what comes of it; otherwise shows that, and changes nothing.</summary>
    public async Task<ChangeOutcome> ChangeAsync(Guid actorId, Guid shiftId, ShiftEdit edit, CancellationToken cancellationToken)
    {
        var cleaned = edit with { Plan = edit.Plan.Cleaned() };
        var (outcome, waitedFor) = await retry.RunAsync((db, token) => ChangeOnceAsync(db, actorId, shiftId, cleaned, token), cancellationToken);
        if (outcome.Result == ChangeResult.Changed)
        {
            await aftermath.RunAsync([shiftId], waitedFor, cancellationToken);
        }

        return outcome;
    }

    private async Task<(ChangeOutcome Outcome, IReadOnlyList<Guid> WaitedFor)> ChangeOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, ShiftEdit edit, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();

        // Positions first, bookings after: whoever is taking a place now has either committed, and is read below, or waits.
        await db.LockSitesAsync([edit.Plan.SiteId], cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var shift = await db.Shifts.FirstOrDefaultAsync(s => s.Id == shiftId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        if (shift is null || shift.Status == ShiftStatus.Cancelled || shift.EndsAt <= now || shift.Revision != edit.Seen)
        {
            return (new(shift is null ? ChangeResult.NotFound : shift.Status == ShiftStatus.Cancelled || shift.EndsAt <= now ? ChangeResult.NotPossible : ChangeResult.Stale), []);
        }

        var was = await db.Positions.AsNoTracking().Where(p => p.ShiftId == shiftId && p.RemovedAt == null).OrderBy(p => p.Order).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        var look = await PlanLook.OfAsync(db, actorId, shift, edit, was, now, cancellationToken);
        if (look.Faults.Count > 0)
        {
            return (new(ChangeResult.Wrong) { Faults = look.Faults, ClockMoved = look.Times.Moved }, []);
        }

        var before = ShiftAsKnown.Of(shift);
        look.ApplyTo(shift, edit.Plan, before);
        await db.SaveChangesAsync(cancellationToken);
        var retired = await positions.ApplyAsync(db, shiftId, edit, was, shift.Status == ShiftStatus.Published ? shift.StartsAt : null, cancellationToken);
        var people = await bookings.ApplyAsync(db, new ChangedShift(shift, before, actorId, now) { Choices = edit.Choices }, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var after = await db.Positions.AsNoTracking().Where(p => p.ShiftId == shiftId && p.RemovedAt == null).OrderBy(p => p.Order).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        var fewer = await SurplusesAsync(db, was, after, cancellationToken);
        var waitedFor = await KeepForLinesAsync(db, shift, was, after, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var seal = SealOf(edit.Seen, people, after);
        var decided = edit.KeepsEveryone || fewer.Count == 0;
        var applies = edit.Preview == seal && decided;
        var preview = new ChangePreview(seal, people)
        {
            Undecided = decided ? [] : fewer,
            Overbooked = decided ? fewer : [],
            Retired = retired,
            Promoted = waitedFor.Sum(w => w.Places),
            Letters = applies ? [] : await letters.WriteAsync(db, people, cancellationToken),
        };
        var result = applies ? ChangeResult.Changed : edit.Preview is null || !decided || edit.Preview.Length == 0 ? ChangeResult.Previewed : ChangeResult.PreviewedAnew;
        if (applies)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return (new(result) { Preview = preview, ClockMoved = look.Times.Moved }, [.. waitedFor.Select(w => w.PositionId)]);
    }

    /// <summary>Positions of which there are fewer places than before, and than people.</summary>
    private static async Task<List<Surplus>> SurplusesAsync(PortalDbContext db, List<Position> before, List<Position> after, CancellationToken cancellationToken)
    {
        var found = new List<Surplus>();
        foreach (var position in after.Where(p => p.Held > p.Capacity && before.Exists(b => b.Id == p.Id && b.Capacity > p.Capacity)))
        {
            var people = await db.Bookings.AsNoTracking()
                .Where(b => b.PositionId == position.Id && BookingStates.Holding.Contains(b.State))
                .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new { b.Id, s.DisplayName, b.State, b.CreatedAt })
                .OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.Id)
                .Select(b => new SurplusPerson(b.Id, b.DisplayName, b.State, b.CreatedAt))
                .ToListAsync(cancellationToken);
            found.Add(new(position.Id, position.Name, position.Held - position.Capacity, people)
            {
                HeldForGroups = await db.PartyPlaces.Where(PartyPlace.IsUnclaimed).CountAsync(p => p.PositionId == position.Id, cancellationToken),
            });
        }

        return found;
    }

    /// <summary>Where places came, went or moved towards the start, as many as are free and waited for are kept for the line.</summary>
    private async Task<List<(Guid PositionId, int Places)>> KeepForLinesAsync(
        PortalDbContext db, Shift shift, List<Position> before, List<Position> after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = new List<(Guid, int)>();
        if (shift.Status != ShiftStatus.Published)
        {
            return kept;
        }

        foreach (var position in after.OrderBy(p => p.Id))
        {
            var old = before.Find(b => b.Id == position.Id);
            var isSame = old is not null && (old.Capacity, old.Held, old.BookableUntil) == (position.Capacity, position.Held, position.BookableUntil);
            if (!isSame && await placement.KeepForLineAsync(db, position, $"{shift.Id}:r{shift.Revision}", shift.StartsAt, now, cancellationToken))
            {
                kept.Add((position.Id, await db.Positions.Where(p => p.Id == position.Id).Select(p => p.Reserved).FirstAsync(cancellationToken)));
            }
        }

        return kept;
    }

    private static string SealOf(int revision, IEnumerable<AffectedPerson> people, IEnumerable<Position> positions) => PreviewSeal.Of(
        [$"{revision}", .. people.Select(p => $"{p.BookingId}:{p.State}:{p.Fate}"), .. positions.OrderBy(p => p.Id).Where(p => p.Held > p.Capacity).Select(p => $"{p.Id}:{p.Held}/{p.Capacity}")]);
}
