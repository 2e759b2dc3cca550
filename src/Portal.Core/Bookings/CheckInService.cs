using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Checks people in on their shift, by its lead or an organiser of the organisation.</summary>
public sealed class CheckInService(Retry retry, PlaceGuard guard, TimeProvider clock)
{
    /// <summary>From this long before the start.</summary>
    public static TimeSpan OpensBefore { get; } = TimeSpan.FromHours(2);

    /// <summary>Until this long after the end.</summary>
    public static TimeSpan ClosesAfter { get; } = TimeSpan.FromHours(24);

    /// <summary>Notes that somebody is there.</summary>
    public Task<CheckInOutcome> CheckInAsync(Guid actorId, Guid shiftId, Guid bookingId, CancellationToken cancellationToken) =>
        ChangeAsync(actorId, shiftId, bookingId, BookingState.CheckedIn, cancellationToken);

    /// <summary>Takes that back.</summary>
    public Task<CheckInOutcome> UndoAsync(Guid actorId, Guid shiftId, Guid bookingId, CancellationToken cancellationToken) =>
        ChangeAsync(actorId, shiftId, bookingId, BookingState.Confirmed, cancellationToken);

    private Task<CheckInOutcome> ChangeAsync(Guid actorId, Guid shiftId, Guid bookingId, BookingState to, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);

            // As whoever calls the shift off does: one of the two sees what the other has done.
            await db.LockPositionsAsync(shiftId, token);
            var now = clock.GetUtcNow();
            var found = await db.Bookings
                .Where(b => b.Id == bookingId && b.ShiftId == shiftId && (db.OrganisedBy(actorId, now).Contains(b.Shift!.OrganisationId)
                    || db.ActiveAccount(actorId).Any(id => id == b.Shift.LeadId)))
                .Select(b => new { Booking = b, b.Shift!.StartsAt, b.Shift.EndsAt, b.Shift.Status, b.Shift.OrganisationId })
                .FirstOrDefaultAsync(token);
            if (found is null)
            {
                return CheckInOutcome.NotFound;
            }

            if (Closed(found.StartsAt, found.EndsAt, now) is { } closed)
            {
                return closed;
            }

            // Nobody is there on a shift that was called off, and what was noted before stays as it is.
            if (found.Status != ShiftStatus.Published)
            {
                return CheckInOutcome.NotPossible;
            }

            var (booking, sought) = (found.Booking, found.Booking.State == BookingState.SeekingCover);
            var outcome = Apply(booking, to, actorId);
            if (outcome == CheckInOutcome.Done && sought && !await guard.SeekAsync(db, booking.PositionId, -1, token))
            {
                return CheckInOutcome.NotPossible;
            }

            if (outcome == CheckInOutcome.Done && to == BookingState.CheckedIn)
            {
                await Acquaintances.NoteAsync(db, booking.SupporterId, found.OrganisationId, actorId, attended: true, now, token);
            }

            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return outcome;
        },
        cancellationToken);

    private static CheckInOutcome? Closed(DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now) =>
        now < startsAt - OpensBefore ? CheckInOutcome.TooEarly
        : now > endsAt + ClosesAfter ? CheckInOutcome.TooLate
        : null;

    // Only states that hold a place: how many are held does not change here.
    private CheckInOutcome Apply(Booking booking, BookingState to, Guid actorId)
    {
        if (booking.State == to)
        {
            return CheckInOutcome.Done;
        }

        var possible = to == BookingState.CheckedIn
            ? booking.State is BookingState.Confirmed or BookingState.SeekingCover
            : booking.State == BookingState.CheckedIn;
        return possible && booking.TryChange(to, actorId, clock) ? CheckInOutcome.Done : CheckInOutcome.NotPossible;
    }
}
