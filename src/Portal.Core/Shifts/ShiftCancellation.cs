using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Shifts;

/// <summary>
/// Calls shifts off. Afterwards no live booking is left on them, and everyone who had a place or waited is written to. A preview is
/// the same, not committed; there is nothing to choose in it, so whoever books meanwhile is told like the others and nothing is shown anew.
/// </summary>
public sealed class ShiftCancellation(
    Retry retry, PlaceGuard guard, UnclaimedPlaces groups, BookingMail mail, LetterExamples letters, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Why a booking ended here, as its history says it: who undoes it finds those again.</summary>
    internal const string Why = "shift-cancelled";

    /// <summary>Who would be told and what they would get; changes nothing.</summary>
    public Task<CancelShiftOutcome> PreviewAsync(Guid actorId, Guid shiftId, string? reason, CancellationToken cancellationToken) =>
        RunAsync(actorId, shiftId, reason, commits: false, cancellationToken);

    internal Task<CancelShiftOutcome> CancelAsync(Guid actorId, Guid shiftId, string? reason, CancellationToken cancellationToken) =>
        RunAsync(actorId, shiftId, reason, commits: true, cancellationToken);

    private async Task<CancelShiftOutcome> RunAsync(Guid actorId, Guid shiftId, string? reason, bool commits, CancellationToken cancellationToken)
    {
        if (reason?.Length > BookingChange.WhyLength)
        {
            return new(CancelShiftResult.ReasonTooLong);
        }

        if (!TypedText.IsReadable(reason))
        {
            return new(CancelShiftResult.ReasonUnreadable);
        }

        var outcome = await retry.RunAsync((db, token) => CancelOnceAsync(db, actorId, shiftId, TypedText.Lines(reason), commits, token), cancellationToken);
        if (commits && outcome.Result == CancelShiftResult.Cancelled)
        {
            bell.Ring();
            hints.Changed(shiftId);
        }

        return outcome;
    }

    private async Task<CancelShiftOutcome> CancelOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, string? reason, bool commits, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();

        // Positions first, bookings after: whoever is taking a place now has either committed, and is read below, or finds it closed.
        await db.ClosePositionsAsync(shiftId, cancellationToken);
        var shift = await db.Shifts.FirstOrDefaultAsync(s => s.Id == shiftId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        if (shift is null)
        {
            return new(CancelShiftResult.NotFound);
        }

        if (!shift.TryCancel(now, string.IsNullOrEmpty(reason) ? null : reason))
        {
            return new(CancelShiftResult.NotPossible);
        }

        var told = await ReleaseAsync(db, shift, actorId, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var examples = commits ? [] : await letters.WriteAsync(db, told, cancellationToken);
        if (commits)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return new(CancelShiftResult.Cancelled) { People = told, Letters = examples };
    }

    /// <summary>Ends the live bookings of a shift that was called off, and writes to those whose they were.</summary>
    internal async Task<List<AffectedPerson>> ReleaseAsync(PortalDbContext db, Shift shift, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bookings = await db.Bookings.Include(b => b.Position).Where(b => b.ShiftId == shift.Id && BookingStates.Live.Contains(b.State)).OrderBy(b => b.Id).ToListAsync(cancellationToken);
        var readers = await db.Supporters
            .Where(s => db.Bookings.Any(b => b.ShiftId == shift.Id && b.SupporterId == s.Id))
            .Select(s => new Addressee(s.Id, s.DisplayName, s.Language))
            .ToDictionaryAsync(s => s.Id, cancellationToken);
        var freed = new List<Guid>();
        var told = new List<AffectedPerson>();
        foreach (var booking in bookings)
        {
            var (before, reader) = (booking.State, readers[booking.SupporterId]);
            if (!TryRelease(booking, shift, actorId, now))
            {
                continue;
            }

            told.Add(new(booking.Id, reader.Id, reader.Name, reader.Language, ChangeFate.Cancelled)
            {
                Position = booking.Position!.Name,
                State = before,
                Message = mail.ShiftCancelled(db, booking, reader.Language, shift.EndsAt),
            });
            if (before.HoldsPlace())
            {
                freed.Add(booking.PositionId);
            }
        }

        await groups.EndAsync(db, shift, now, cancellationToken);
        foreach (var position in freed.CountBy(id => id).OrderBy(p => p.Key))
        {
            await guard.GiveBackAsync(db, position.Key, position.Value, cancellationToken);
        }

        return told;
    }

    /// <summary>Who was checked in before the start gives the place back too; who was checked in at work that had begun keeps the attendance.</summary>
    private bool TryRelease(Booking booking, Shift shift, Guid actorId, DateTimeOffset now)
    {
        if (booking.State == BookingState.CheckedIn && now < shift.StartsAt)
        {
            booking.TryChange(BookingState.Confirmed, actorId, clock);
        }

        return booking.TryChange(BookingState.CancelledByOrganiser, actorId, clock, Why);
    }
}
