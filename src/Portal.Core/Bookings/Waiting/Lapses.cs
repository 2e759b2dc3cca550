using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>
/// Ends what nobody answered in time: an offer goes back into the line once and then ends, a request expires with other shifts to
/// choose from. Then it offers what was freed, also what a process that died left reserved. Running twice does no harm.
/// </summary>
public sealed class Lapses(IDbContextFactory<PortalDbContext> contexts, Retry retry, Placement placement, Promotion promotion, BookingMail mail, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Ends what is due; returns how many bookings that were, and how many offers were made.</summary>
    public async Task<(int Lapsed, int Offered)> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<(Guid Booking, Guid Supporter)> due;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            due = (await db.Bookings.AsNoTracking()
                .Where(b => (b.State == BookingState.Offered || b.State == BookingState.Requested) && b.AnswerBy <= now)
                .OrderBy(b => b.AnswerBy).ThenBy(b => b.Id)
                .Select(b => new { b.Id, b.SupporterId })
                .ToListAsync(cancellationToken)).ConvertAll(b => (b.Id, b.SupporterId));
        }

        var lapsed = 0;
        foreach (var (booking, supporter) in due)
        {
            if (await retry.RunAsync((db, token) => LapseAsync(db, booking, supporter, token), cancellationToken) is { } shift)
            {
                lapsed++;
                bell.Ring();
                hints.Changed(shift);
            }
        }

        return (lapsed, await promotion.RunAllAsync(cancellationToken));
    }

    private async Task<Guid?> LapseAsync(PortalDbContext db, Guid bookingId, Guid supporterId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var now = clock.GetUtcNow();
        var booking = await db.Bookings.Include(b => b.Shift)
            .FirstOrDefaultAsync(b => b.Id == bookingId && (b.State == BookingState.Offered || b.State == BookingState.Requested) && b.AnswerBy <= now, cancellationToken);
        if (booking is null)
        {
            return null;
        }

        // Whoever was put on the shift without having waited goes back to nothing.
        var waitsOn = booking is { State: BookingState.Offered, LapsedOffers: 0, QueuedAt: not null, IsAskedAgain: false } && booking.Shift!.StartsAt > now;
        booking.TryChange(waitsOn ? BookingState.Waitlisted : BookingState.Expired, null, clock, "unanswered");
        mail.Lapsed(db, booking, await db.Supporters.Where(s => s.Id == supporterId).Select(s => s.Language).FirstAsync(cancellationToken), booking.Shift!.StartsAt);
        await db.SaveChangesAsync(cancellationToken);
        await placement.FreeAsync(db, booking, booking.Shift.StartsAt, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return booking.ShiftId;
    }
}
