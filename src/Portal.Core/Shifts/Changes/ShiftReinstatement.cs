using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Closures;

namespace Portal.Core.Shifts.Changes;

/// <summary>
/// Undoes the calling off of a shift within a day. Whom the cancellation itself cancelled, and who does nothing else by now at that
/// time, is asked to confirm again, or stands in the line as before; nobody is put back without being asked.
/// </summary>
public sealed class ShiftReinstatement(Retry retry, PlaceGuard guard, Placement placement, BookingMail mail, LetterExamples letters, ChangeAftermath aftermath, TimeProvider clock)
{
    /// <summary>Who would be asked and what they would get; changes nothing.</summary>
    public Task<ReinstateOutcome> PreviewAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) =>
        RunAsync(actorId, shiftId, commits: false, cancellationToken);

    /// <summary>Does it.</summary>
    public Task<ReinstateOutcome> ReinstateAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) =>
        RunAsync(actorId, shiftId, commits: true, cancellationToken);

    private async Task<ReinstateOutcome> RunAsync(Guid actorId, Guid shiftId, bool commits, CancellationToken cancellationToken)
    {
        var (outcome, waitedFor) = await retry.RunAsync((db, token) => RunOnceAsync(db, actorId, shiftId, commits, token), cancellationToken);
        if (commits && outcome.Result == ReinstateResult.Done)
        {
            await aftermath.RunAsync([shiftId], waitedFor, cancellationToken);
        }

        return outcome;
    }

    private async Task<(ReinstateOutcome Outcome, IReadOnlyList<Guid> WaitedFor)> RunOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, bool commits, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await db.LockSitesOfAsync([shiftId], cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var shift = await db.Shifts.FirstOrDefaultAsync(s => s.Id == shiftId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        if (shift is null)
        {
            return (new(ReinstateResult.NotFound), []);
        }

        var (since, known) = (shift.CancelledAt, ShiftAsKnown.Of(shift));
        if (!shift.TryReinstate(now))
        {
            return (new(shift.Status == ShiftStatus.Cancelled ? ReinstateResult.TooLate : ReinstateResult.Done), []);
        }

        if (shift.Status == ShiftStatus.Published && await db.ClosedAsync(shift.SiteId, shift.StartsAt, shift.EndsAt, cancellationToken) is not null)
        {
            return (new(ReinstateResult.SiteClosed), []);
        }

        await db.SaveChangesAsync(cancellationToken);
        await UnbookedShifts.OpenOrCloseAsync(db, [shiftId], cancellationToken);
        var asked = await AskAsync(db, shift, since!.Value, known, actorId, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var waitedFor = new List<Guid>();
        foreach (var position in await db.Positions.AsNoTracking().Where(p => p.ShiftId == shiftId && p.BookableUntil != null).OrderBy(p => p.Id).ToListAsync(cancellationToken))
        {
            if (await placement.KeepForLineAsync(db, position, $"{shift.Id}:r{shift.Revision}", shift.StartsAt, now, cancellationToken))
            {
                waitedFor.Add(position.Id);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        var examples = commits ? [] : await letters.WriteAsync(db, asked, cancellationToken);
        if (commits)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return (new(ReinstateResult.Done) { People = asked, Letters = examples }, waitedFor);
    }

    private async Task<List<AffectedPerson>> AskAsync(PortalDbContext db, Shift shift, DateTimeOffset since, ShiftAsKnown known, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bookings = await db.Bookings.Include(b => b.History).Include(b => b.Position)
            .Where(b => b.ShiftId == shift.Id && b.State == BookingState.CancelledByOrganiser && b.History.Any(c => c.Why == ShiftCancellation.Why && c.At >= since))
            .OrderBy(b => b.Id).ToListAsync(cancellationToken);
        var readers = await ChangedBookings.ReadersAsync(db, shift.Id, cancellationToken);
        var asked = new List<AffectedPerson>();
        foreach (var booking in bookings)
        {
            var person = await PersonQueries.FindAsync(db, booking.SupporterId, now, cancellationToken);
            if (person is null || person.Bookings.Any(b => b.State.HoldsPlace() && RemoteTask.Collide((b.StartsAt, b.EndsAt), (shift.StartsAt, shift.EndsAt))))
            {
                continue;
            }

            if (await TryAskAsync(db, booking, shift, actorId, now, cancellationToken))
            {
                var reader = readers[booking.SupporterId];
                asked.Add(new(booking.Id, reader.Id, reader.Name, reader.Language, booking.IsAskedAgain ? ChangeFate.Asked : ChangeFate.Told)
                {
                    Position = booking.Position!.Name,
                    State = BookingState.CancelledByOrganiser,
                    AnswerBy = booking.AnswerBy,
                    Message = mail.ShiftChanged(db, booking, shift, reader.Language, known, now),
                });
            }
        }

        return asked;
    }

    private async Task<bool> TryAskAsync(PortalDbContext db, Booking booking, Shift shift, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = booking.History.Where(c => c.To == BookingState.CancelledByOrganiser).MaxBy(c => c.At)?.From;
        if (before is BookingState.Waitlisted or BookingState.Offered)
        {
            return booking.TryChange(BookingState.Waitlisted, actorId, clock, ChangedBookings.Why);
        }

        var returnsTo = before == BookingState.Requested ? BookingState.Requested : BookingState.Confirmed;
        if (!booking.TryAskAgain(returnsTo, actorId, clock, ChangedBookings.Why, ReconfirmTime.Until(now, shift.StartsAt) ?? shift.StartsAt))
        {
            return false;
        }

        await guard.RestoreAsync(db, booking.PositionId, 1, cancellationToken);
        return true;
    }
}

/// <summary>What came of undoing the calling off of a shift.</summary>
public sealed record ReinstateOutcome(ReinstateResult Result)
{
    /// <summary>Who is asked again, or stands in the line again.</summary>
    public IReadOnlyList<AffectedPerson> People { get; init; } = [];

    /// <summary>What they get; for a preview.</summary>
    public IReadOnlyList<LetterExample> Letters { get; init; } = [];
}

/// <summary>How undoing it ended.</summary>
public enum ReinstateResult
{
    /// <summary>It takes place, now or already before.</summary>
    Done,

    /// <summary>It was called off more than a day ago, or has begun.</summary>
    TooLate,

    /// <summary>Its site is closed at that time.</summary>
    SiteClosed,

    /// <summary>There is no such shift in this person's organisations.</summary>
    NotFound,
}
