using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>
/// Offers a sure place to one person, by the address of their account. It stays the holder's until that person takes it, who is checked
/// as everyone is. What the holder reads is the same whether anybody has that address: an account is nobody else's business.
/// </summary>
public sealed class HandOvers(Retry retry, Placement placement, BookingMail mail, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>How often a place may be offered to somebody within a day: each time is a mail.</summary>
    public const int MostADay = 5;

    internal const string HandedOver = "handed-over";

    /// <summary>Names somebody; whoever was named before is not any more. Who may not see the shift is not told of it.</summary>
    public async Task<HandOutcome> OfferAsync(Guid holderId, Guid bookingId, string? address, CancellationToken cancellationToken) => AccountAddress.Clean(address) is { } clean
        ? await RingAsync(retry.RunAsync((db, token) => OfferOnceAsync(db, holderId, bookingId, AccountAddress.Normalized(clean), token), cancellationToken))
        : new(HandResult.NoAddress);

    /// <summary>Thinks again: the place is offered to nobody.</summary>
    public Task<HandOutcome> TakeBackAsync(Guid holderId, Guid bookingId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (await db.Bookings.FirstOrDefaultAsync(b => b.Id == bookingId && b.SupporterId == holderId, token) is not { } booking)
            {
                return new HandOutcome(HandResult.NotFound);
            }

            if (booking.HandedAt is not null)
            {
                booking.KeepInHand(holderId, clock);
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
            }

            return new(booking.State is BookingState.Confirmed or BookingState.SeekingCover ? HandResult.Kept : HandResult.Gone, booking.ShiftId);
        },
        cancellationToken);

    /// <summary>Takes the place that is offered to this person.</summary>
    public async Task<HandOutcome> AcceptAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) =>
        await RingAsync(retry.RunAsync((db, token) => AcceptOnceAsync(db, supporterId, bookingId, token), cancellationToken));

    /// <summary>Says no: the holder is told and keeps the place.</summary>
    public async Task<HandOutcome> DeclineAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) =>
        await RingAsync(retry.RunAsync((db, token) => DeclineOnceAsync(db, supporterId, bookingId, token), cancellationToken));

    /// <summary>The booking whose place is offered to this person now; null where none is.</summary>
    internal static IQueryable<Booking> OfferedTo(PortalDbContext db, Guid supporterId, DateTimeOffset now) =>
        db.Bookings.Where(b => b.HandToId == supporterId && b.Shift!.Status == ShiftStatus.Published && b.Shift.StartsAt > now);

    private async Task<HandOutcome> RingAsync(Task<HandOutcome> doing)
    {
        var outcome = await doing;
        if (outcome.Result is HandResult.Confirmed or HandResult.Requested)
        {
            hints.Changed(outcome.ShiftId!.Value);
        }

        bell.Ring();
        return outcome;
    }

    private async Task<HandOutcome> OfferOnceAsync(PortalDbContext db, Guid holderId, Guid bookingId, string normalized, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(holderId, cancellationToken);
        var now = clock.GetUtcNow();
        var booking = await db.Bookings.FirstOrDefaultAsync(b => b.Id == bookingId && b.SupporterId == holderId, cancellationToken);
        if (booking is null)
        {
            return new(HandResult.NotFound);
        }

        var position = (await PositionRow.FindAsync(db, booking.PositionId, cancellationToken))!.Facts;
        if (position.Status != ShiftStatus.Published || position.StartsAt <= now)
        {
            return new(HandResult.Gone, booking.ShiftId);
        }

        var to = await db.Supporters.AsNoTracking()
            .Where(s => s.NormalizedEmail == normalized && s.EmailConfirmed && s.SuspendedAt == null)
            .Select(s => new Addressee(s.Id, s.DisplayName, s.Language)).FirstOrDefaultAsync(cancellationToken);
        if (to?.Id == holderId)
        {
            return new(HandResult.Oneself, booking.ShiftId);
        }

        if (to is not null && !BookingService.IsShown(position, booking.ShiftId, await PersonQueries.FindAsync(db, to.Id, now, cancellationToken)))
        {
            to = null;
        }

        var dayAgo = now.AddDays(-1);
        if (await db.Bookings.Where(b => b.Id == bookingId).SelectMany(b => b.History).CountAsync(c => c.Why == Booking.Handed && c.At > dayAgo, cancellationToken) >= MostADay)
        {
            return new(HandResult.TooOften, booking.ShiftId);
        }

        if (!booking.TryHand(to?.Id, clock))
        {
            return new(HandResult.Gone, booking.ShiftId);
        }

        if (to is not null)
        {
            mail.Handed(db, booking, to, position.StartsAt);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(HandResult.Offered, booking.ShiftId);
    }

    private async Task<HandOutcome> AcceptOnceAsync(PortalDbContext db, Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await OfferedTo(db, supporterId, now).FirstOrDefaultAsync(b => b.Id == bookingId, cancellationToken) is not { } holder)
        {
            return await TakenAsync(db, supporterId, bookingId, cancellationToken);
        }

        var position = (await PositionRow.FindAsync(db, holder.PositionId, cancellationToken))!;
        var person = (await PersonQueries.FindAsync(db, supporterId, now, cancellationToken))!;
        if (!BookingService.IsShown(position.Facts, holder.ShiftId, person))
        {
            return new(HandResult.NotFound);
        }

        if (Eligibility.ForGiven(person, position.Facts, now) is { Count: > 0 } obstacles)
        {
            return new(HandResult.Refused, holder.ShiftId) { Obstacles = obstacles };
        }

        if (await placement.HandOverAsync(db, person, position, holder, now, cancellationToken) is not { } booking)
        {
            return new(HandResult.Gone, holder.ShiftId);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(booking.State == BookingState.Requested ? HandResult.Requested : HandResult.Confirmed, booking.ShiftId);
    }

    /// <summary>A second tap gets the answer of the first: the place that this person took over stands in its holder's history.</summary>
    internal static async Task<HandOutcome> TakenAsync(PortalDbContext db, Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var own = await db.Bookings.AsNoTracking()
            .Where(b => b.Id == bookingId && b.History.Any(c => c.Why == HandedOver && c.ActorId == supporterId))
            .SelectMany(b => db.Bookings.Where(x => x.SupporterId == supporterId && x.ShiftId == b.ShiftId && (x.State == BookingState.Confirmed || x.State == BookingState.Requested)))
            .Select(x => new { x.ShiftId, x.State }).FirstOrDefaultAsync(cancellationToken);
        return own is null ? new(HandResult.NotFound) : new(own.State == BookingState.Requested ? HandResult.Requested : HandResult.Confirmed, own.ShiftId);
    }

    private async Task<HandOutcome> DeclineOnceAsync(PortalDbContext db, Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await OfferedTo(db, supporterId, clock.GetUtcNow()).Include(b => b.Shift).FirstOrDefaultAsync(b => b.Id == bookingId, cancellationToken) is not { } booking)
        {
            return new(HandResult.NotFound);
        }

        booking.KeepInHand(supporterId, clock);
        mail.HandingDeclined(db, booking, await db.Supporters.Where(s => s.Id == booking.SupporterId).Select(s => s.Language).FirstAsync(cancellationToken), booking.Shift!.StartsAt);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(HandResult.Declined, booking.ShiftId);
    }
}

/// <summary>What came of handing a place over.</summary>
public sealed record HandOutcome(HandResult Result, Guid? ShiftId = null)
{
    /// <summary>All that stands in the way; empty unless refused.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
}

/// <summary>How handing a place over ended.</summary>
public enum HandResult
{
    /// <summary>Whoever has that address is asked, if anybody has it.</summary>
    Offered,

    /// <summary>What was typed is no address.</summary>
    NoAddress,

    /// <summary>The address is the holder's own.</summary>
    Oneself,

    /// <summary>It was offered often enough for a day.</summary>
    TooOften,

    /// <summary>The place is offered to nobody any more, and still the holder's.</summary>
    Kept,

    /// <summary>The place has a new holder.</summary>
    Confirmed,

    /// <summary>It has a new holder, whom an organiser answers first.</summary>
    Requested,

    /// <summary>The other said no; the place is still the holder's.</summary>
    Declined,

    /// <summary>Something stands in the way of the other; the obstacles say what.</summary>
    Refused,

    /// <summary>There is no place to hand over any more.</summary>
    Gone,

    /// <summary>This person has no such booking, or is offered none.</summary>
    NotFound,
}
