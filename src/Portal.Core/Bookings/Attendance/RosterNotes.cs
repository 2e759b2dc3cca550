using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>What the lead writes beside a person of the roster: a note, and the hours where they are not those of the shift.</summary>
public sealed class RosterNotes(Retry retry, TimeProvider clock)
{
    /// <summary>Keeps a note; an empty one takes it away.</summary>
    public async Task<NoteOutcome> NoteAsync(Guid actorId, Guid shiftId, Guid bookingId, string? note, CancellationToken cancellationToken)
    {
        if (!TypedText.IsReadable(note))
        {
            return NoteOutcome.Unreadable;
        }

        var kept = TypedText.Line(note);
        return kept.Length > Booking.NoteLength ? NoteOutcome.TooLong : await ChangeAsync(
            actorId,
            shiftId,
            bookingId,
            booking =>
            {
                booking.Remark(kept.Length == 0 ? null : kept, actorId, clock);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Says how many minutes somebody was there; null for the whole shift.</summary>
    public Task<NoteOutcome> CountAsync(Guid actorId, Guid shiftId, Guid bookingId, int? minutes, CancellationToken cancellationToken) =>
        ChangeAsync(actorId, shiftId, bookingId, booking => booking.TryCount(minutes, actorId, clock), cancellationToken);

    private Task<NoteOutcome> ChangeAsync(Guid actorId, Guid shiftId, Guid bookingId, Func<Booking, bool> change, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var shift = await db.ShiftsRunBy(actorId, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == shiftId, token);
            var booking = shift is null ? null : await db.Bookings.FirstOrDefaultAsync(b => b.Id == bookingId && b.ShiftId == shiftId && BookingStates.Live.Contains(b.State), token);
            if (booking is null)
            {
                return NoteOutcome.NotFound;
            }

            if (shift!.Status == ShiftStatus.Draft || now > shift.EndsAt + CheckInService.ClosesAfter || !change(booking))
            {
                return NoteOutcome.NotPossible;
            }

            await db.SaveChangesAsync(token);
            return NoteOutcome.Done;
        },
        cancellationToken);
}

/// <summary>How writing beside a person ended.</summary>
public enum NoteOutcome
{
    /// <summary>It is kept.</summary>
    Done,

    /// <summary>Too late, not somebody who was there, or a number that cannot be.</summary>
    NotPossible,

    /// <summary>The note is too long.</summary>
    TooLong,

    /// <summary>A part of the note cannot be read.</summary>
    Unreadable,

    /// <summary>There is no such booking on this shift for this person.</summary>
    NotFound,
}
