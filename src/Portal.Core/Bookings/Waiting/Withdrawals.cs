using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>"I can't come", and everything near it: leaving a line, looking for somebody to take over, coming after all.</summary>
public sealed class Withdrawals(Retry retry, Placement placement, PlaceGuard guard, Promotion promotion, BookingMail mail, RevealWatch reveals, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>
    /// Gives one's own place back, until the shift starts. After the deadline a confirmed place is not just dropped: its holder looks
    /// for cover, the lead (or else the organisers) and those who wait are told, and whoever takes it relieves the holder.
    /// </summary>
    public async Task<CancelOutcome> CancelAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) =>
        await AfterAsync(await retry.RunAsync((db, token) => CancelOnceAsync(db, supporterId, bookingId, Way.Usual, token), cancellationToken), cancellationToken);

    /// <summary>
    /// Gives the place of somebody back who will not be there any more, whatever the hour: nobody can be asked to wait for their cover. Who runs
    /// the shift is told after the deadline, as ever.
    /// </summary>
    internal async Task<CancelOutcome> ReleaseAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) =>
        await AfterAsync(await retry.RunAsync((db, token) => CancelOnceAsync(db, supporterId, bookingId, Way.ForGood, token), cancellationToken), cancellationToken);

    /// <summary>Offers a confirmed place to everyone who may take it; it stays one's own until somebody does.</summary>
    public async Task<CancelOutcome> OfferAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) =>
        await AfterAsync(await retry.RunAsync((db, token) => CancelOnceAsync(db, supporterId, bookingId, Way.Offer, token), cancellationToken), cancellationToken);

    /// <summary>"I can come after all": while nobody has taken over.</summary>
    public async Task<KeepResult> KeepAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var (result, shift) = await retry.RunAsync((db, token) => KeepOnceAsync(db, supporterId, bookingId, token), cancellationToken);
        if (shift is { } changed)
        {
            bell.Ring();
            hints.Changed(changed);
        }

        return result;
    }

    private async Task<CancelOutcome> AfterAsync((CancelOutcome Outcome, Guid? Freed) done, CancellationToken cancellationToken)
    {
        if (done.Outcome is { ShiftId: { } shift, Result: CancelResult.Cancelled or CancelResult.CancelledLate or CancelResult.LeftLine or CancelResult.Offered })
        {
            bell.Ring();
            hints.Changed(shift);
        }

        if (done.Freed is { } position)
        {
            await promotion.RunAsync(position, cancellationToken);
        }

        return done.Outcome;
    }

    private async Task<(CancelOutcome Outcome, Guid? Freed)> CancelOnceAsync(PortalDbContext db, Guid supporterId, Guid bookingId, Way way, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var booking = await db.Bookings.FirstOrDefaultAsync(b => b.Id == bookingId && b.SupporterId == supporterId, cancellationToken);
        if (booking is null)
        {
            return (new(CancelResult.NotFound), null);
        }

        var shift = await db.Shifts.AsNoTracking().FirstAsync(s => s.Id == booking.ShiftId, cancellationToken);
        var now = clock.GetUtcNow();
        if (!BookingStates.Live.Contains(booking.State))
        {
            return (new(CancelResult.AlreadyOver, shift.Id), null);
        }

        if (shift.StartsAt <= now || !booking.State.MayGiveBack(shift.StartsAt, now))
        {
            return (new(CancelResult.AlreadyStarted, shift.Id), null);
        }

        var sure = booking.State is BookingState.Confirmed or BookingState.SeekingCover;
        if (way == Way.Offer && !sure)
        {
            return (new(CancelResult.NothingToOffer, shift.Id), null);
        }

        var before = booking.State;
        var late = now > shift.StartsAt.AddHours(-shift.CancellationHours);
        if (way == Way.ForGood && sure && late)
        {
            await TellAsync(db, booking, shift, forGood: true, now, cancellationToken);
        }

        var done = sure && way != Way.ForGood && (late || way == Way.Offer)
            ? (await SeekCoverAsync(db, booking, shift, late, now, cancellationToken), null)
            : await GiveBackAsync(db, booking, shift, way, now, cancellationToken);
        if (booking.State != before && way != Way.ForGood)
        {
            await reveals.LookAsync(db, booking, shift, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return done;
    }

    private async Task<(CancelOutcome Outcome, Guid? Freed)> GiveBackAsync(PortalDbContext db, Booking booking, Shift shift, Way way, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = booking.State;
        // For good, it is the portal that gives it back: nobody is reproached for it later.
        booking.TryChange(BookingState.CancelledByVolunteer, way == Way.ForGood ? null : booking.SupporterId, clock);
        if (!before.HoldsPlace())
        {
            return (new(CancelResult.LeftLine, shift.Id), null);
        }

        if (before == BookingState.SeekingCover)
        {
            await guard.SeekAsync(db, booking.PositionId, -1, cancellationToken);
        }

        var promotes = await placement.FreeAsync(db, booking, shift.StartsAt, now, cancellationToken);
        return (new(CancelResult.Cancelled, shift.Id), promotes ? booking.PositionId : null);
    }

    private async Task<CancelOutcome> SeekCoverAsync(PortalDbContext db, Booking booking, Shift shift, bool late, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = late ? CancelResult.CancelledLate : CancelResult.Offered;
        if (booking.State == BookingState.SeekingCover)
        {
            return new(result, shift.Id);
        }

        booking.TryChange(BookingState.SeekingCover, booking.SupporterId, clock);
        await guard.SeekAsync(db, booking.PositionId, 1, cancellationToken);
        await placement.TellLineAsync(db, booking, shift.StartsAt, cancellationToken);
        return new(result, shift.Id, late ? await TellAsync(db, booking, shift, forGood: false, now, cancellationToken) : null);
    }

    private async Task<(KeepResult Result, Guid? ShiftId)> KeepOnceAsync(PortalDbContext db, Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var booking = await db.Bookings.Include(b => b.Shift).FirstOrDefaultAsync(b => b.Id == bookingId && b.SupporterId == supporterId, cancellationToken);
        if (booking is null)
        {
            return (KeepResult.NotFound, null);
        }

        if (booking.State != BookingState.SeekingCover || booking.Shift!.StartsAt <= clock.GetUtcNow())
        {
            return (booking.State is BookingState.Confirmed or BookingState.CheckedIn ? KeepResult.Kept : KeepResult.Gone, null);
        }

        // The number first: whoever is taking the place over now has it, and is seen below by the version of the booking.
        if (!await guard.SeekAsync(db, booking.PositionId, -1, cancellationToken))
        {
            return (KeepResult.Gone, null);
        }

        booking.TryChange(BookingState.Confirmed, supporterId, clock);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (KeepResult.Kept, booking.ShiftId);
    }

    private async Task<string?> TellAsync(PortalDbContext db, Booking booking, Shift shift, bool forGood, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var organisers = db.OrganisersOf(shift.OrganisationId, now);
        var readers = await db.Supporters
            .Where(s => s.Id != booking.SupporterId && s.EmailConfirmed && s.SuspendedAt == null && (s.Id == shift.LeadId || organisers.Contains(s.Id)))
            .Select(s => new Addressee(s.Id, s.DisplayName, s.Language))
            .ToListAsync(cancellationToken);
        var lead = readers.Find(r => r.Id == shift.LeadId);
        foreach (var reader in lead is null ? readers : [lead])
        {
            mail.GivenBack(db, booking, reader, forGood, shift.EndsAt);
        }

        return lead?.Name;
    }

    private enum Way
    {
        Usual,
        Offer,
        ForGood,
    }
}

/// <summary>How coming after all ended.</summary>
public enum KeepResult
{
    /// <summary>The place is the person's again.</summary>
    Kept,

    /// <summary>Somebody took over, or the shift has begun.</summary>
    Gone,

    /// <summary>This person has no such booking.</summary>
    NotFound,
}
