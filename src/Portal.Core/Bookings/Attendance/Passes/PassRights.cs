using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance.Passes;

/// <summary>Which passes are good, and what may be noted by one, for whoever asks the database.</summary>
internal static class PassRights
{
    /// <summary>The pass of a hash with its shift, where it is good: its maker runs the shift, which runs. Null otherwise.</summary>
    /// <param name="isTaken">Whether it is the hash of a cookie, and not of a link.</param>
    public static async Task<(RosterPass Pass, Shift Shift)?> GoodPassAsync(this PortalDbContext db, byte[] hash, bool isTaken, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.RosterPasses.AsNoTracking().FirstOrDefaultAsync(p => p.TokenHash == hash && (p.TakenAt != null) == isTaken, cancellationToken) is { } pass
        && await db.ShiftsRunBy(pass.MadeById, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == pass.ShiftId, cancellationToken) is { } shift
        && pass.IsGood(shift.StartsAt, shift.EndsAt, shift.Status, now)
            ? (pass, shift)
            : null;

    /// <summary>Whether a pass is still good for its shift, asked behind the lock that <see cref="RosterPasses.EndAsync"/> takes too.</summary>
    public static async Task<bool> IsStillGoodAsync(this PortalDbContext db, Guid passId, Shift shift, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.RosterPasses.AsNoTracking().FirstOrDefaultAsync(p => p.Id == passId && p.ShiftId == shift.Id && p.TakenAt != null, cancellationToken))?.IsGood(shift.StartsAt, shift.EndsAt, shift.Status, now) == true;

    /// <summary>Whether something may be noted by a pass: what those who run the shift noted themselves stays theirs to take back.</summary>
    public static async Task<bool> MayNoteAsync(this PortalDbContext db, Booking booking, BookingState to, CancellationToken cancellationToken) => to switch
    {
        _ when booking.State == to => true,
        BookingState.CheckedIn => true,
        BookingState.NoShow => booking.State is BookingState.Confirmed or BookingState.SeekingCover,
        BookingState.Confirmed => await db.BookingChanges.Where(c => c.BookingId == booking.Id && c.To == booking.State && c.From != c.To).OrderByDescending(c => c.At).ThenByDescending(c => c.Id)
            .Select(c => c.Why).FirstOrDefaultAsync(cancellationToken) == RosterPass.Why,
        _ => false,
    };
}
