using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Bookings.Attendance.Passes;

/// <summary>
/// Notes who is there by a pass, in the name of who made it. Like the code on the wall it says that somebody was there and vouches for nobody:
/// whoever holds the phone may be anyone.
/// </summary>
public sealed class PassCheckIns(IDbContextFactory<PortalDbContext> contexts, RosterPasses passes, CheckInService checkIns, TimeProvider clock)
{
    /// <summary>Notes that somebody is there.</summary>
    public Task<CheckInOutcome> CheckInAsync(string secret, Guid bookingId, CancellationToken cancellationToken) =>
        NoteAsync(secret, bookingId, BookingState.CheckedIn, from: null, cancellationToken);

    /// <summary>Notes that somebody did not come; from the start on.</summary>
    public Task<CheckInOutcome> NoShowAsync(string secret, Guid bookingId, CancellationToken cancellationToken) =>
        NoteAsync(secret, bookingId, BookingState.NoShow, from: null, cancellationToken);

    /// <summary>Takes back what was noted by a pass.</summary>
    /// <param name="from">What is taken back, so that the same form sent twice does not take back two things.</param>
    public Task<CheckInOutcome> UndoAsync(string secret, Guid bookingId, BookingState from, CancellationToken cancellationToken) =>
        from is BookingState.CheckedIn or BookingState.NoShow ? NoteAsync(secret, bookingId, BookingState.Confirmed, from, cancellationToken) : Task.FromResult(CheckInOutcome.NotPossible);

    // Whether the pass is good is asked again behind the lock: what is read here only says whose it is.
    private async Task<CheckInOutcome> NoteAsync(string secret, Guid bookingId, BookingState to, BookingState? from, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.GoodPassAsync(passes.HashOf(secret), isTaken: true, clock.GetUtcNow(), cancellationToken) is (var pass, _)
            ? await checkIns.ByPassAsync(pass, bookingId, to, from, cancellationToken)
            : CheckInOutcome.NotFound;
    }
}
