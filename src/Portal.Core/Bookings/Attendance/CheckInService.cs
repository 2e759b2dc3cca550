using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>Who was there and who was not, as the lead of the shift or an organiser of the organisation says; to be corrected until a week after.</summary>
public sealed class CheckInService(Retry retry, PlaceGuard guard, Placement placement, Promotion promotion, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>From this long before the start.</summary>
    public static TimeSpan OpensBefore { get; } = TimeSpan.FromHours(2);

    /// <summary>Until this long after the end.</summary>
    public static TimeSpan ClosesAfter { get; } = TimeSpan.FromDays(7);

    /// <summary>Notes that somebody is there. Who was taken for absent takes a place again, which may be gone: then only <paramref name="anyway"/>.</summary>
    /// <param name="tap">Where the check-in may come late and more than once.</param>
    /// <param name="anyway">Also where that is one more than there are places.</param>
    public Task<CheckInOutcome> CheckInAsync(Guid actorId, Guid shiftId, Guid bookingId, CancellationToken cancellationToken, Tap? tap = null, bool anyway = false) =>
        ChangeAsync(new(actorId, shiftId, bookingId, BookingState.CheckedIn) { Tap = tap, Anyway = anyway }, cancellationToken);

    /// <summary>Takes back what is noted: a check-in or an absence.</summary>
    /// <param name="from">What is taken back, so that the same form sent twice does not take back two things.</param>
    /// <param name="anyway">Also where that is one more than there are places.</param>
    public Task<CheckInOutcome> UndoAsync(Guid actorId, Guid shiftId, Guid bookingId, CancellationToken cancellationToken, BookingState from = BookingState.CheckedIn, bool anyway = false) =>
        ChangeAsync(new(actorId, shiftId, bookingId, BookingState.Confirmed) { From = from, Anyway = anyway }, cancellationToken);

    /// <summary>Notes that somebody did not come; from the start on.</summary>
    public Task<CheckInOutcome> NoShowAsync(Guid actorId, Guid shiftId, Guid bookingId, CancellationToken cancellationToken) =>
        ChangeAsync(new(actorId, shiftId, bookingId, BookingState.NoShow), cancellationToken);

    /// <summary>Notes that somebody does not come, and that it is all right.</summary>
    public Task<CheckInOutcome> ExcuseAsync(Guid actorId, Guid shiftId, Guid bookingId, CancellationToken cancellationToken) =>
        ChangeAsync(new(actorId, shiftId, bookingId, BookingState.Excused), cancellationToken);

    /// <summary>Notes something by a pass, in the name of who made it, as long as it is good.</summary>
    internal Task<CheckInOutcome> ByPassAsync(RosterPass pass, Guid bookingId, BookingState to, BookingState? from, CancellationToken cancellationToken) =>
        ChangeAsync(new(pass.MadeById, pass.ShiftId, bookingId, to) { From = from, PassId = pass.Id }, cancellationToken);

    /// <summary>From when it is noted who is there; of a task, who has done it.</summary>
    public static DateTimeOffset OpensAt(DateTimeOffset startsAt, DateTimeOffset endsAt) => RemoteTask.OpensAt(startsAt, endsAt, OpensBefore);

    /// <summary>Whether the roster is closed at a moment, and why; null while it is open.</summary>
    internal static CheckInOutcome? Closed(DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now) =>
        now < OpensAt(startsAt, endsAt) ? CheckInOutcome.TooEarly
        : now > endsAt + ClosesAfter ? CheckInOutcome.TooLate
        : null;

    private async Task<CheckInOutcome> ChangeAsync(Mark mark, CancellationToken cancellationToken)
    {
        var (outcome, promotes) = await retry.RunAsync((db, token) => ChangeOnceAsync(db, mark, token), cancellationToken);
        if (outcome == CheckInOutcome.Done)
        {
            bell.Ring();
            hints.Changed(mark.ShiftId);
        }

        if (promotes is { } position)
        {
            await promotion.RunAsync(position, cancellationToken);
        }

        return outcome;
    }

    private async Task<(CheckInOutcome Outcome, Guid? Promotes)> ChangeOnceAsync(PortalDbContext db, Mark mark, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // A correction may give a place back to somebody who has taken another meanwhile: the person first, as whoever books does.
        if (await db.Bookings.Where(b => b.Id == mark.BookingId && b.ShiftId == mark.ShiftId).Select(b => (Guid?)b.SupporterId).FirstOrDefaultAsync(cancellationToken) is { } supporter)
        {
            await db.LockSupporterAsync(supporter, cancellationToken);
        }

        // As whoever calls the shift off does: one of the two sees what the other has done.
        await db.LockPositionsAsync(mark.ShiftId, cancellationToken);
        var now = clock.GetUtcNow();
        var shift = await db.ShiftsRunBy(mark.ActorId, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == mark.ShiftId, cancellationToken);
        var booking = shift is null ? null : await db.Bookings.FirstOrDefaultAsync(b => b.Id == mark.BookingId && b.ShiftId == mark.ShiftId, cancellationToken);
        if (booking is null || (mark.PassId is { } pass && !await db.IsStillGoodAsync(pass, shift!, now, cancellationToken)))
        {
            return (CheckInOutcome.NotFound, null);
        }

        if (mark.PassId is not null && !await db.MayNoteAsync(booking, mark.To, cancellationToken))
        {
            return (CheckInOutcome.NotPossible, null);
        }

        if (mark.Tap is { } tap && await FormMade.FindAsync(db, FormMade.CheckIn, mark.ActorId, tap.Id, cancellationToken) is { } taken)
        {
            return (taken.Id == booking.Id ? CheckInOutcome.Done : CheckInOutcome.NotPossible, null);
        }

        if (Refusal(mark, shift!, now) is { } refusal)
        {
            return (refusal, null);
        }

        var (outcome, promotes) = await ApplyAsync(db, mark, booking, shift!, now, cancellationToken);
        if (outcome != CheckInOutcome.Done)
        {
            return (outcome, null);
        }

        if (mark.Tap is { } kept)
        {
            FormMade.Add(db, FormMade.CheckIn, mark.ActorId, kept.Id, booking.Id, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (outcome, promotes);
    }

    private static CheckInOutcome? Refusal(Mark mark, Shift shift, DateTimeOffset now) =>
        Closed(shift.StartsAt, shift.EndsAt, now) is { } closed ? closed
        // Nobody is there on a shift that was called off, and what was noted before stays as it is.
        : shift.Status != ShiftStatus.Published ? CheckInOutcome.NotPossible
        : now < shift.StartsAt && (mark.To == BookingState.NoShow || (mark.To == BookingState.Excused && RemoteTask.Is(shift.StartsAt, shift.EndsAt))) ? CheckInOutcome.NotBegun
        : null;

    private async Task<(CheckInOutcome Outcome, Guid? Promotes)> ApplyAsync(PortalDbContext db, Mark mark, Booking booking, Shift shift, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = booking.State;
        if (before == mark.To || (mark.To == BookingState.CheckedIn && before == BookingState.Completed))
        {
            return (CheckInOutcome.Done, null);
        }

        if (Leads(mark, before) && IsOvertaken(mark.Tap, booking, shift))
        {
            return (CheckInOutcome.Overtaken, null);
        }

        if (!Leads(mark, before) || !booking.TryChange(mark.To, mark.ActorId, clock, mark.Why, seenAt: SeenAt(mark.Tap, shift, now)))
        {
            return (CheckInOutcome.NotPossible, null);
        }

        if (before == BookingState.SeekingCover && !await guard.SeekAsync(db, booking.PositionId, -1, cancellationToken))
        {
            return (CheckInOutcome.NotPossible, null);
        }

        if (!before.HoldsPlace() && mark.To.HoldsPlace() && await IsElsewhereAsync(db, booking, shift, cancellationToken))
        {
            return (CheckInOutcome.Elsewhere, null);
        }

        if (!before.HoldsPlace() && mark.To.HoldsPlace() && !await placement.SeatAsync(db, booking.PositionId, mark.Anyway, cancellationToken))
        {
            return (CheckInOutcome.Full, null);
        }

        if (mark.PassId is null && before == BookingState.CheckedIn && mark.To is BookingState.Confirmed or BookingState.NoShow)
        {
            await Acquaintances.ForgetAsync(db, booking, shift.OrganisationId, cancellationToken);
        }

        if (mark.PassId is null && mark.To == BookingState.CheckedIn)
        {
            await Acquaintances.NoteAsync(db, booking.SupporterId, shift.OrganisationId, mark.ActorId, attended: true, now, cancellationToken);
        }

        return before.HoldsPlace() && !mark.To.HoldsPlace() && await placement.FreeAsync(db, booking, shift.StartsAt, now, cancellationToken)
            ? (CheckInOutcome.Done, booking.PositionId)
            : (CheckInOutcome.Done, null);
    }

    /// <summary>Whether the person holds a place on another shift at the same time: nobody was in both.</summary>
    private static async Task<bool> IsElsewhereAsync(PortalDbContext db, Booking booking, Shift shift, CancellationToken cancellationToken)
    {
        var holding = BookingStates.Holding;
        var others = await db.Bookings
            .Where(b => b.SupporterId == booking.SupporterId && b.ShiftId != shift.Id && holding.Contains(b.State) && b.Shift!.StartsAt < shift.EndsAt && b.Shift.EndsAt > shift.StartsAt)
            .Select(b => new { b.Shift!.StartsAt, b.Shift.EndsAt })
            .ToListAsync(cancellationToken);
        return others.Exists(o => RemoteTask.Collide((o.StartsAt, o.EndsAt), (shift.StartsAt, shift.EndsAt)));
    }

    /// <summary>Which states the lead changes; the table of states allows more, to others.</summary>
    private static bool Leads(Mark mark, BookingState before) => mark switch
    {
        { From: { } from } => before == from && from is BookingState.CheckedIn or BookingState.NoShow or BookingState.Excused,
        { To: BookingState.CheckedIn } => before is BookingState.Confirmed or BookingState.SeekingCover or BookingState.NoShow or BookingState.Excused,
        { To: BookingState.NoShow } => before is BookingState.Confirmed or BookingState.SeekingCover or BookingState.CheckedIn or BookingState.Excused,
        _ => before is BookingState.Confirmed or BookingState.SeekingCover or BookingState.NoShow,
    };

    // What somebody saw on the day counts for more than an older tap that waited for the network.
    private static bool IsOvertaken(Tap? tap, Booking booking, Shift shift) =>
        tap is { } made && booking.ChangedAt > made.At && booking.ChangedAt > booking.CreatedAt && booking.ChangedAt >= OpensAt(shift.StartsAt, shift.EndsAt);

    // A phone's clock may be wrong: a time that cannot be is not used.
    private static DateTimeOffset? SeenAt(Tap? tap, Shift shift, DateTimeOffset now) =>
        tap is { } made && made.At >= OpensAt(shift.StartsAt, shift.EndsAt) && made.At <= now ? made.At.ToUniversalTime() : null;

    private sealed record Mark(Guid ActorId, Guid ShiftId, Guid BookingId, BookingState To)
    {
        public BookingState? From { get; init; }

        public Tap? Tap { get; init; }

        public bool Anyway { get; init; }

        public Guid? PassId { get; init; }

        public string? Why => PassId is not null ? RosterPass.Why : Tap is null ? null : "tapped";
    }
}
