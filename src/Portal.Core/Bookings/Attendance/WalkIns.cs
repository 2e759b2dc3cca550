using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>People who are there without a booking or an account: added and removed by whoever runs the shift, and a number after a month.</summary>
public sealed class WalkIns(Retry retry, Placement placement, Promotion promotion, ShiftHints hints, TimeProvider clock)
{
    /// <summary>How long after the shift a name is kept.</summary>
    public static TimeSpan NamesKept { get; } = TimeSpan.FromDays(30);

    /// <summary>Adds somebody. The same form sent again adds nobody else.</summary>
    /// <param name="anyway">Also where all places are taken: the position is overbooked then.</param>
    public async Task<WalkInOutcome> AddAsync(Guid actorId, Guid shiftId, NewWalkIn walkIn, bool anyway, CancellationToken cancellationToken)
    {
        var (name, flaw) = DisplayNames.Clean(walkIn.Name);
        if (name is null)
        {
            return flaw switch { AccountFlaw.NameTooLong => WalkInOutcome.NameTooLong, AccountFlaw.NameUnreadable => WalkInOutcome.NameUnreadable, _ => WalkInOutcome.NameMissing };
        }

        var outcome = await retry.RunAsync((db, token) => AddOnceAsync(db, actorId, shiftId, walkIn with { Name = name }, anyway, token), cancellationToken);
        if (outcome == WalkInOutcome.Done)
        {
            hints.Changed(shiftId);
        }

        return outcome;
    }

    /// <summary>Takes somebody off again.</summary>
    public async Task<WalkInOutcome> RemoveAsync(Guid actorId, Guid shiftId, Guid walkInId, CancellationToken cancellationToken)
    {
        var (outcome, promotes) = await retry.RunAsync((db, token) => RemoveOnceAsync(db, actorId, shiftId, walkInId, token), cancellationToken);
        if (outcome == WalkInOutcome.Done)
        {
            hints.Changed(shiftId);
        }

        if (promotes is { } position)
        {
            await promotion.RunAsync(position, cancellationToken);
        }

        return outcome;
    }

    /// <summary>Erases the names whose month is over; the people stay counted. Returns how many that were.</summary>
    public Task<int> EraseNamesAsync(CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) =>
        {
            var before = clock.GetUtcNow() - NamesKept;
            return db.WalkIns
                .Where(w => w.Name != null && db.Shifts.Any(s => s.Id == w.ShiftId && s.EndsAt <= before))
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.Name, (string?)null), token);
        },
        cancellationToken);

    private async Task<WalkInOutcome> AddOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, NewWalkIn walkIn, bool anyway, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var now = clock.GetUtcNow();
        var shift = await db.ShiftsRunBy(actorId, now).AsNoTracking().Include(s => s.Positions).FirstOrDefaultAsync(s => s.Id == shiftId, cancellationToken);
        if (shift is null || !shift.Positions.Exists(p => p.Id == walkIn.PositionId && p.RemovedAt is null))
        {
            return shift is null ? WalkInOutcome.NotFound : WalkInOutcome.NoPosition;
        }

        if (await FormMade.FindAsync(db, FormMade.WalkIn, actorId, walkIn.FormKey, cancellationToken) is not null)
        {
            return WalkInOutcome.Done;
        }

        // Nobody walks in on work that is done at home.
        if (shift.Status != ShiftStatus.Published || RemoteTask.Is(shift.StartsAt, shift.EndsAt) || CheckInService.Closed(shift.StartsAt, shift.EndsAt, now) is not null)
        {
            return WalkInOutcome.Closed;
        }

        if (!await placement.SeatAsync(db, walkIn.PositionId, anyway, cancellationToken))
        {
            return WalkInOutcome.Full;
        }

        var added = WalkIn.Add(clock, shiftId, walkIn.PositionId, walkIn.Name, actorId);
        db.WalkIns.Add(added);
        FormMade.Add(db, FormMade.WalkIn, actorId, walkIn.FormKey, added.Id, now);
        Log(db, actorId, anyway ? "walk-in.add-anyway" : "walk-in.add", added.Id, shift, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return WalkInOutcome.Done;
    }

    private async Task<(WalkInOutcome Outcome, Guid? Promotes)> RemoveOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, Guid walkInId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var now = clock.GetUtcNow();
        var shift = await db.ShiftsRunBy(actorId, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == shiftId, cancellationToken);
        var walkIn = shift is null ? null : await db.WalkIns.FirstOrDefaultAsync(w => w.Id == walkInId && w.ShiftId == shiftId, cancellationToken);
        if (walkIn is null || walkIn.RemovedAt is not null)
        {
            return (walkIn is null ? WalkInOutcome.NotFound : WalkInOutcome.Done, null);
        }

        if (shift!.Status != ShiftStatus.Published || CheckInService.Closed(shift.StartsAt, shift.EndsAt, now) is not null)
        {
            return (WalkInOutcome.Closed, null);
        }

        walkIn.Remove(now);
        Log(db, actorId, "walk-in.remove", walkIn.Id, shift, now);
        await db.SaveChangesAsync(cancellationToken);
        var promotes = await placement.FreeAsync(db, new FreedPlace(walkIn.PositionId, walkIn.Id, 0), shift.StartsAt, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (WalkInOutcome.Done, promotes ? walkIn.PositionId : null);
    }

    private void Log(PortalDbContext db, Guid actorId, string action, Guid walkInId, Shift shift, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = now,
        ActorId = actorId,
        Action = action,
        SubjectId = walkInId,
        OrganisationId = shift.OrganisationId,
        Detail = $"shift:{shift.Id}",
    });
}

/// <summary>Somebody to be added to a shift.</summary>
/// <param name="FormKey">The form's key, so that a double tap adds one.</param>
public sealed record NewWalkIn(Guid PositionId, string Name, Guid FormKey);

/// <summary>How adding or removing a walk-in ended.</summary>
public enum WalkInOutcome
{
    /// <summary>Done, or it had been done before.</summary>
    Done,

    /// <summary>All places are taken: it can be done anyway, and the position is overbooked then.</summary>
    Full,

    /// <summary>The roster is not open, or the shift was called off.</summary>
    Closed,

    /// <summary>A name is needed.</summary>
    NameMissing,

    /// <summary>The name is too long.</summary>
    NameTooLong,

    /// <summary>A part of the name cannot be read.</summary>
    NameUnreadable,

    /// <summary>The shift has no such position.</summary>
    NoPosition,

    /// <summary>There is no such shift for this person.</summary>
    NotFound,
}
