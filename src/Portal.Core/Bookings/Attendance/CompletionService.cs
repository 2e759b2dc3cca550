using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>
/// Turns "was there" into "did the shift": by whoever runs it, or on its own a day after. A shift that is killed half-way is
/// whole or untouched, and the next look goes on; a training gives what it grants in the same transaction.
/// </summary>
public sealed class CompletionService(IDbContextFactory<PortalDbContext> contexts, Retry retry, QualificationGrants grants, MailBell bell, TimeProvider clock)
{
    /// <summary>A shift completes on its own this long after its end, and what the lead opened again this long after that.</summary>
    public static TimeSpan OnItsOwnAfter { get; } = TimeSpan.FromHours(24);

    /// <summary>Completes a shift that has begun: everybody who is checked in did it. By whoever runs it, who vouches for them by that.</summary>
    public Task<CompletionOutcome> CompleteAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) =>
        ChangeAsync(actorId, shiftId, bookingId: null, BookingState.Completed, cancellationToken);

    /// <summary>Takes that back until a week after the end, for all or for one; what a training granted goes with it.</summary>
    public Task<CompletionOutcome> ReopenAsync(Guid actorId, Guid shiftId, Guid? bookingId, CancellationToken cancellationToken) =>
        ChangeAsync(actorId, shiftId, bookingId, BookingState.CheckedIn, cancellationToken);

    /// <summary>Completes what nobody did within a day; returns how many people that were.</summary>
    public async Task<int> CompleteDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<Guid> shifts;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            shifts = await Due(db, now).Select(b => b.ShiftId).Distinct().ToListAsync(cancellationToken);
        }

        var completed = 0;
        foreach (var shift in shifts)
        {
            completed += await retry.RunAsync((db, token) => CompleteDueOnceAsync(db, shift, token), cancellationToken);
        }

        Ring(completed);
        return completed;
    }

    // What changed after that day, by a correction or because the completion was taken back, gets another day.
    private static IQueryable<Booking> Due(PortalDbContext db, DateTimeOffset now)
    {
        var before = now - OnItsOwnAfter;
        return db.Bookings.Where(b => b.State == BookingState.CheckedIn && b.Shift!.EndsAt <= before && b.ChangedAt <= before);
    }

    private async Task<int> CompleteDueOnceAsync(PortalDbContext db, Guid shiftId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var due = await Due(db, clock.GetUtcNow()).Where(b => b.ShiftId == shiftId).Include(b => b.History).OrderBy(b => b.Id).ToListAsync(cancellationToken);
        var training = await TrainingAsync(db, shiftId, cancellationToken);
        foreach (var booking in due)
        {
            // Who only checked themselves in, or may have, by a pass, were seen by nobody who could vouch that they learned anything.
            var seenBy = booking.History.Where(c => c.To == BookingState.CheckedIn && c.From != c.To && c.From != BookingState.Completed).MaxBy(c => c.At) is { Why: not RosterPass.Why } seen ? seen.ActorId : null;
            booking.TryChange(BookingState.Completed, null, clock, "a-day-after");
            if (training is { KindId: { } kind } && seenBy is { } witness && witness != booking.SupporterId)
            {
                await grants.GrantAsync(db, new(booking.SupporterId, kind, training.OrganisationId, booking.Id, booking.Version, witness), cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    private async Task<CompletionOutcome> ChangeAsync(Guid actorId, Guid shiftId, Guid? bookingId, BookingState to, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => ChangeOnceAsync(db, actorId, shiftId, bookingId, to, token), cancellationToken);
        Ring(outcome.People);
        return outcome;
    }

    private async Task<CompletionOutcome> ChangeOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, Guid? bookingId, BookingState to, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var now = clock.GetUtcNow();
        var shift = await db.ShiftsRunBy(actorId, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == shiftId, cancellationToken);
        if (shift is null)
        {
            return new(CompletionResult.NotFound, 0);
        }

        if (shift.Status == ShiftStatus.Draft || now < shift.StartsAt || now > shift.EndsAt + CheckInService.ClosesAfter)
        {
            return new(now < shift.StartsAt ? CompletionResult.NotBegun : CompletionResult.TooLate, 0);
        }

        var from = to == BookingState.Completed ? BookingState.CheckedIn : BookingState.Completed;
        var bookings = await db.Bookings.Where(b => b.ShiftId == shiftId && b.State == from && (bookingId == null || b.Id == bookingId)).OrderBy(b => b.Id).ToListAsync(cancellationToken);
        var training = await TrainingAsync(db, shiftId, cancellationToken);
        foreach (var booking in bookings)
        {
            booking.TryChange(to, actorId, clock);
            if (to == BookingState.CheckedIn)
            {
                await QualificationGrants.TakeBackAsync(db, booking.Id, actorId, now, cancellationToken);
                continue;
            }

            await Acquaintances.NoteAsync(db, booking.SupporterId, shift.OrganisationId, actorId, attended: true, now, cancellationToken);

            // Nobody grants a qualification to themselves.
            if (training is { KindId: { } kind } && booking.SupporterId != actorId)
            {
                await grants.GrantAsync(db, new(booking.SupporterId, kind, shift.OrganisationId, booking.Id, booking.Version, actorId), cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(CompletionResult.Done, bookings.Count);
    }

    private static Task<Training?> TrainingAsync(PortalDbContext db, Guid shiftId, CancellationToken cancellationToken) =>
        db.Shifts.Where(s => s.Id == shiftId).Select(s => new Training(s.OrganisationId, s.Activity!.GrantsKindId)).FirstOrDefaultAsync(cancellationToken);

    private void Ring(int people)
    {
        if (people > 0)
        {
            bell.Ring();
        }
    }

    private sealed record Training(Guid OrganisationId, Guid? KindId);
}

/// <summary>How completing a shift, or taking that back, ended.</summary>
/// <param name="People">For how many people something changed.</param>
public sealed record CompletionOutcome(CompletionResult Result, int People);

/// <summary>How completing a shift, or taking that back, ended.</summary>
public enum CompletionResult
{
    /// <summary>Done, or there was nothing left to do.</summary>
    Done,

    /// <summary>A shift that has not begun is completed by nobody.</summary>
    NotBegun,

    /// <summary>Corrections end seven days after the end.</summary>
    TooLate,

    /// <summary>There is no such shift for this person.</summary>
    NotFound,
}
