using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>What somebody who waits answers: yes or no to an offer, yes to a place that is free for all who wait.</summary>
public sealed class Offers(Retry retry, Placement placement, Promotion promotion, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    private static readonly HashSet<ObstacleKind> NewcomersOnly =
        [ObstacleKind.NotPublished, ObstacleKind.NotOpenYet, ObstacleKind.MembershipNeeded, ObstacleKind.InvitationNeeded, ObstacleKind.Newcomer];

    /// <summary>Whether a person who waits may take a place now: that the shift is full and that they wait for it does not count.</summary>
    public static bool MayTake(Person person, PositionFacts position, DateTimeOffset now) => Obstacles(person, position, now).Count == 0;

    /// <summary>What stands in the way of somebody who is asked to confirm a changed shift again. Who sees or may join it is asked of newcomers to it only.</summary>
    public static IReadOnlyList<Obstacle> ToKeep(Person person, PositionFacts position, DateTimeOffset now) =>
        [.. Obstacles(person, position, now).Where(o => !NewcomersOnly.Contains(o.Kind))];

    /// <summary>Takes the place that is offered, or one that is free.</summary>
    public async Task<OfferOutcome> AcceptAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => AcceptOnceAsync(db, supporterId, bookingId, token), cancellationToken);
        Say(outcome);
        return outcome;
    }

    /// <summary>Says no to an offer; it goes to the next in the line.</summary>
    public async Task<OfferOutcome> DeclineAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var (outcome, next) = await retry.RunAsync((db, token) => DeclineOnceAsync(db, supporterId, bookingId, token), cancellationToken);
        Say(outcome);
        if (next is { } position)
        {
            await promotion.RunAsync(position, cancellationToken);
        }

        return outcome;
    }

    private static List<Obstacle> Obstacles(Person person, PositionFacts position, DateTimeOffset now) =>
        [.. Eligibility.Check(person, position, now).Where(o => o.Kind is not (ObstacleKind.AlreadyBooked or ObstacleKind.Full))];

    // What an organiser set aside for this booking, and that one had to be invited: it is the invitation.
    private static bool IsSetAside(Booking booking, ObstacleKind kind) =>
        booking.Waives(kind) || (booking.AssignedById is not null && kind is (ObstacleKind.InvitationNeeded or ObstacleKind.NotOpenYet));

    private void Say(OfferOutcome outcome)
    {
        if (outcome is { ShiftId: { } shift, Result: OfferResult.Confirmed or OfferResult.Requested or OfferResult.Declined })
        {
            bell.Ring();
            hints.Changed(shift);
        }
    }

    private async Task<OfferOutcome> AcceptOnceAsync(PortalDbContext db, Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var now = clock.GetUtcNow();
        var booking = await db.Bookings.FirstOrDefaultAsync(b => b.Id == bookingId && b.SupporterId == supporterId, cancellationToken);
        if (booking is null)
        {
            return new(OfferResult.NotFound);
        }

        var isOffer = booking.State == BookingState.Offered && booking.AnswerBy > now;
        if (!isOffer && booking.State != BookingState.Waitlisted)
        {
            return new(booking.State is BookingState.Confirmed or BookingState.Requested ? ResultOf(booking) : OfferResult.Gone, booking.ShiftId);
        }

        var position = (await PositionRow.FindAsync(db, booking.PositionId, cancellationToken))!;
        var person = (await PersonQueries.FindAsync(db, supporterId, now, cancellationToken))!;
        var obstacles = (booking.IsAskedAgain ? ToKeep(person, position.Facts, now) : Obstacles(person, position.Facts, now)).Where(o => o.IsApart || !IsSetAside(booking, o.Kind)).ToList();
        if (obstacles.Count > 0)
        {
            return new(OfferResult.Refused, booking.ShiftId) { Obstacles = obstacles };
        }

        if (booking.IsAskedAgain)
        {
            await placement.SettleAgainAsync(db, person, booking, position.Facts, now, cancellationToken);
        }
        else if (isOffer)
        {
            await placement.SettleAsync(db, person, booking, position.Facts, now, cancellationToken);
        }
        else if (!await placement.TakeWaitedForAsync(db, person, booking, position.Facts, now, cancellationToken))
        {
            return new(OfferResult.Gone, booking.ShiftId);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ResultOf(booking), booking.ShiftId);
    }

    private static OfferResult ResultOf(Booking booking) => booking.State == BookingState.Requested ? OfferResult.Requested : OfferResult.Confirmed;

    private async Task<(OfferOutcome Outcome, Guid? Next)> DeclineOnceAsync(PortalDbContext db, Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var booking = await db.Bookings.Include(b => b.Shift).FirstOrDefaultAsync(b => b.Id == bookingId && b.SupporterId == supporterId, cancellationToken);
        if (booking is null)
        {
            return (new(OfferResult.NotFound), null);
        }

        if (booking.State != BookingState.Offered || !booking.TryChange(BookingState.Declined, supporterId, clock))
        {
            return (new(booking.State == BookingState.Declined ? OfferResult.Declined : OfferResult.Gone, booking.ShiftId), null);
        }

        var promotes = await placement.FreeAsync(db, booking, booking.Shift!.StartsAt, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (new(OfferResult.Declined, booking.ShiftId), promotes ? booking.PositionId : null);
    }
}

/// <summary>What came of an answer to an offer.</summary>
public sealed record OfferOutcome(OfferResult Result, Guid? ShiftId = null)
{
    /// <summary>All that stands in the way; empty unless refused.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
}

/// <summary>How an answer to an offer ended.</summary>
public enum OfferResult
{
    /// <summary>The place is the person's.</summary>
    Confirmed,

    /// <summary>The place is held until an organiser answers.</summary>
    Requested,

    /// <summary>Said no; the next in the line is asked.</summary>
    Declined,

    /// <summary>The offer has lapsed, or the place went to somebody else.</summary>
    Gone,

    /// <summary>Something stands in the way by now; the obstacles say what.</summary>
    Refused,

    /// <summary>This person has no such booking.</summary>
    NotFound,
}
