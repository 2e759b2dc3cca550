using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations.Answers;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>The one way to a held place and the one way out of it, within the caller's transaction: the guard counts, then booking, history and letters are written beside it.</summary>
public sealed class Placement(PlaceGuard guard, BookingMail mail, WaitingMail organisers, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(48);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(30);

    /// <summary>An answer comes at the latest this long before the start: nobody sets out in doubt.</summary>
    public static TimeSpan AnsweredBefore { get; } = TimeSpan.FromHours(3);

    /// <summary>Until when somebody answers a request made now: within two days and three hours before the start, or within half an hour of one made later than that.</summary>
    public static DateTimeOffset AnswerTime(DateTimeOffset now, DateTimeOffset startsAt)
    {
        var latest = startsAt - AnsweredBefore;
        var answer = now + LongestWait < latest ? now + LongestWait : latest;
        var soonest = now + ShortestWait < startsAt ? now + ShortestWait : startsAt;
        return AnswerTimes.Whole(answer < soonest ? soonest : answer, now);
    }

    /// <summary>Whether somebody must say yes first: always where the shift says so, and where a point is protected from people the organisation does not know.</summary>
    public static bool NeedsAnswer(Person? person, PositionFacts position) =>
        position.BookingMode == BookingMode.Approval || (position.PointIsProtected && person?.IsKnownAt(position.Organisation.Id) != true);

    /// <summary>Takes a place for a person whom no rule hinders: confirmed, or until somebody answered asked for. Null when there is none.</summary>
    internal async Task<Booking?> TakeAsync(PortalDbContext db, Person person, PositionRow position, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await TryCountAsync(db, person, position.Facts, person.Id, now, cancellationToken))
        {
            return null;
        }

        return await MakeAsync(db, person, position, actorId, now, cancellationToken);
    }

    /// <summary>Holds several places of a position for a group: all of them, or none.</summary>
    internal Task<bool> HoldAsync(PortalDbContext db, Guid positionId, int places, DateTimeOffset now, CancellationToken cancellationToken) =>
        guard.TryHoldAsync(db, positionId, places, now, cancellationToken);

    /// <summary>
    /// Makes a booking of a place that is counted already, because a group or its holder gives it: the caller ends their claim to it in the
    /// same transaction. The position is locked and was read after that. Who waits for a place of the shift waits no more.
    /// </summary>
    internal async Task<Booking> ClaimAsync(PortalDbContext db, Person person, PositionRow position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Apart.SeenAsync(db, person, position.Facts, cancellationToken);
        if (await db.Bookings.FirstOrDefaultAsync(b => b.SupporterId == person.Id && b.ShiftId == position.Facts.ShiftId && b.State == BookingState.Waitlisted, cancellationToken) is { } waiting)
        {
            waiting.TryChange(BookingState.CancelledByVolunteer, person.Id, clock, "was-given-one");
            await db.SaveChangesAsync(cancellationToken);
        }

        return await MakeAsync(db, person, position, person.Id, now, cancellationToken);
    }

    /// <summary>Locks a position until the end of the transaction.</summary>
    internal Task LockAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken) => guard.SeekAsync(db, positionId, 0, cancellationToken);

    /// <summary>Takes a place for somebody who waits for one. False when there is none.</summary>
    internal async Task<bool> TakeWaitedForAsync(PortalDbContext db, Person person, Booking waiting, PositionFacts position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await TryCountAsync(db, person, position, person.Id, now, cancellationToken))
        {
            return false;
        }

        await SettleAsync(db, person, waiting, position, now, cancellationToken);
        return true;
    }

    /// <summary>Turns an offer, whose place is counted already, into a booking.</summary>
    internal Task SettleAsync(PortalDbContext db, Person person, Booking booking, PositionFacts position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // An organiser who put the person there has said yes already.
        var (state, answerBy) = booking.AssignedById is null ? StateFor(person, position, now) : (BookingState.Confirmed, null);
        booking.TryChange(state, person.Id, clock, answerBy: answerBy);
        return TakenAsync(db, person, booking, position, cancellationToken);
    }

    /// <summary>Lets a person have the very place that its holder offered them, which stays counted. Null when the shift is closed, or the place was taken over.</summary>
    internal async Task<Booking?> HandOverAsync(PortalDbContext db, Person person, PositionRow position, Booking holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await guard.TryHandOverAsync(db, position.Facts.PositionId, holder.State == BookingState.SeekingCover, now, cancellationToken))
        {
            return null;
        }

        await SeenAsync(db, position.Facts, cancellationToken);
        await RelieveAsync(db, holder, person.Id, HandOvers.HandedOver, cancellationToken);
        return await ClaimAsync(db, person, position, now, cancellationToken);
    }

    /// <summary>Takes a place for somebody whom an organiser puts on a position, out of its line where the person waits in it. False when there is none.</summary>
    internal async Task<bool> AssignAsync(
        PortalDbContext db, Person person, PositionRow position, Booking? waiting, AssignmentTerms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await TryCountAsync(db, person, position.Facts, terms.ActorId, now, cancellationToken))
        {
            return false;
        }

        var state = terms.IsSure ? BookingState.Confirmed : BookingState.Offered;
        DateTimeOffset? answerBy = terms.IsSure ? null : AnswerTime(now, position.Facts.StartsAt);
        var booking = waiting ?? Booking.Create(clock, person.Id, position.Position, state, terms.ActorId, answerBy);
        if (waiting is null)
        {
            db.Bookings.Add(booking);
        }
        else
        {
            booking.TryChange(state, terms.ActorId, clock, answerBy: answerBy);
        }

        booking.Assign(terms);
        mail.Assigned(db, booking, person.Language, position.Facts.StartsAt);
        if (terms.IsSure)
        {
            await LeaveLinesAsync(db, person, booking, position.Facts, cancellationToken);
        }

        return true;
    }

    /// <summary>The same for somebody whose shift changed and whom it suits as well: what was agreed with an organiser stays agreed.</summary>
    internal Task SettleAgainAsync(PortalDbContext db, Person person, Booking booking, PositionFacts position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Unless they agreed before there was anything to protect: then somebody who knows them says yes first, as with everyone.
        var state = booking.ReturnsTo ?? BookingState.Confirmed;
        state = state == BookingState.Confirmed && position.PointIsProtected && !person.IsKnownAt(position.Organisation.Id) ? BookingState.Requested : state;
        booking.TryChange(state, person.Id, clock, answerBy: state == BookingState.Requested ? AnswerTime(now, position.StartsAt) : null);
        return TakenAsync(db, person, booking, position, cancellationToken);
    }

    /// <summary>
    /// Keeps, for those who wait, as many places as are free now: after a change of the plan, with the position locked. Shortly before
    /// the start nobody is waited for, and all who wait are told. True when a promotion has something to do after the commit.
    /// </summary>
    internal async Task<bool> KeepForLineAsync(PortalDbContext db, Position position, string cause, DateTimeOffset startsAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = startsAt <= now ? [] : await WaitingAsync(db, position.Id, cancellationToken);
        var free = Math.Max(0, position.Capacity - position.Held);
        var kept = startsAt - now >= OfferTime.AllAtOnce ? Math.Min(free, waiting.Count) : 0;
        if (kept != position.Reserved)
        {
            await guard.KeepForLineAsync(db, position.Id, kept, cancellationToken);
        }

        foreach (var person in kept == 0 && free > 0 ? waiting : [])
        {
            mail.PlaceOpen(db, person, cause, startsAt);
        }

        return kept > 0;
    }

    /// <summary>
    /// Frees the place of a booking that no longer holds it. Where somebody waits it is kept for the line, or, shortly before the
    /// start, all who wait are told. True when a promotion has something to do after the commit.
    /// </summary>
    internal Task<bool> FreeAsync(PortalDbContext db, Booking freed, DateTimeOffset startsAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        FreeAsync(db, new FreedPlace(freed.PositionId, freed.Id, freed.Version), startsAt, now, cancellationToken);

    /// <summary>The same for the place of a walk-in.</summary>
    internal async Task<bool> FreeAsync(PortalDbContext db, FreedPlace freed, DateTimeOffset startsAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Locked before the line is read: whoever joins it now has either committed, or sees the place that is free.
        await guard.SeekAsync(db, freed.PositionId, 0, cancellationToken);
        var waiting = startsAt <= now ? [] : await WaitingAsync(db, freed.PositionId, cancellationToken);
        if (waiting.Exists(w => w.BookingId != freed.By) && startsAt - now >= OfferTime.AllAtOnce)
        {
            await guard.ReserveAsync(db, freed.PositionId, cancellationToken);
            return true;
        }

        await guard.GiveBackAsync(db, freed.PositionId, 1, cancellationToken);
        TellAll(db, freed, waiting, startsAt);
        return false;
    }

    /// <summary>A place can be taken over, or is free shortly before the start: tells all who wait, at once.</summary>
    internal async Task TellLineAsync(PortalDbContext db, Booking cause, DateTimeOffset startsAt, CancellationToken cancellationToken) =>
        TellAll(db, new(cause.PositionId, cause.Id, cause.Version), await WaitingAsync(db, cause.PositionId, cancellationToken), startsAt);

    /// <summary>Gives a place to somebody who is there, also after the start. False when all are taken, unless it is given anyway.</summary>
    internal Task<bool> SeatAsync(PortalDbContext db, Guid positionId, bool anyway, CancellationToken cancellationToken) =>
        guard.TrySeatAsync(db, positionId, anyway, cancellationToken);

    private void TellAll(PortalDbContext db, FreedPlace cause, List<WaitingPerson> waiting, DateTimeOffset startsAt)
    {
        foreach (var person in waiting.Where(w => w.BookingId != cause.By))
        {
            mail.PlaceOpen(db, person, cause, startsAt);
        }
    }

    private static Task<List<WaitingPerson>> WaitingAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken) =>
        db.Bookings.AsNoTracking()
            .Where(b => b.PositionId == positionId && b.State == BookingState.Waitlisted)
            .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new WaitingPerson(b.Id, b.ShiftId, s.Id, s.Language))
            .ToListAsync(cancellationToken);

    /// <summary>Whoever looks for cover is relieved first: then one more comes, as with a free place, and one worries less.</summary>
    private async Task<bool> TryCountAsync(PortalDbContext db, Person person, PositionFacts position, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var positionId = position.PositionId;
        var covers = await guard.TryCoverAsync(db, positionId, now, cancellationToken);
        if (!covers && !await guard.TryTakeAsync(db, positionId, now, cancellationToken))
        {
            return false;
        }

        await SeenAsync(db, position, cancellationToken);
        await Apart.SeenAsync(db, person, position, cancellationToken);
        if (covers)
        {
            var relieved = await db.Bookings
                .Where(b => b.PositionId == positionId && b.State == BookingState.SeekingCover)
                .OrderBy(b => b.ChangedAt).ThenBy(b => b.Id)
                .FirstAsync(cancellationToken);
            await RelieveAsync(db, relieved, actorId, "covered", cancellationToken);
        }

        return true;
    }

    /// <summary>The row is locked by now. A shift that moved since the rules looked at it is looked at again, by the whole use case.</summary>
    private static async Task SeenAsync(PortalDbContext db, PositionFacts position, CancellationToken cancellationToken)
    {
        if (position.ShiftVersion is { } seen && !await db.Shifts.AnyAsync(s => s.Id == position.ShiftId && s.Version == seen, cancellationToken))
        {
            throw new DbUpdateConcurrencyException("The shift changed while a place on it was taken.");
        }
    }

    private async Task RelieveAsync(PortalDbContext db, Booking relieved, Guid actorId, string why, CancellationToken cancellationToken)
    {
        relieved.TryChange(BookingState.CancelledByVolunteer, actorId, clock, why);
        mail.Relieved(db, relieved, await db.Supporters.Where(s => s.Id == relieved.SupporterId).Select(s => s.Language).FirstAsync(cancellationToken));
    }

    private async Task<Booking> MakeAsync(PortalDbContext db, Person person, PositionRow position, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (state, answerBy) = StateFor(person, position.Facts, now);
        var booking = Booking.Create(clock, person.Id, position.Position, state, actorId, answerBy);
        db.Bookings.Add(booking);
        await TakenAsync(db, person, booking, position.Facts, cancellationToken);
        return booking;
    }

    private static (BookingState State, DateTimeOffset? AnswerBy) StateFor(Person person, PositionFacts position, DateTimeOffset now) =>
        NeedsAnswer(person, position) ? (BookingState.Requested, AnswerTime(now, position.StartsAt)) : (BookingState.Confirmed, null);

    /// <summary>Says so, also to those who are to answer, and lets go of the lines in which the person waits for something at the same time.</summary>
    private async Task TakenAsync(PortalDbContext db, Person person, Booking booking, PositionFacts position, CancellationToken cancellationToken)
    {
        mail.Taken(db, booking, person.Language, position.StartsAt);
        await LeaveLinesAsync(db, person, booking, position, cancellationToken);
        if (booking.State == BookingState.Requested)
        {
            var lead = await db.Shifts.Where(s => s.Id == booking.ShiftId).Select(s => s.LeadId).FirstAsync(cancellationToken);
            await organisers.TellAsync(db, new(booking.Id, position.Organisation.Id, person.Id) { LeadId = lead, AnswerBy = booking.AnswerBy }, cancellationToken);
        }
    }

    private async Task LeaveLinesAsync(PortalDbContext db, Person person, Booking booking, PositionFacts position, CancellationToken cancellationToken)
    {
        var conflicting = person.Bookings
            .Where(b => b.State == BookingState.Waitlisted && b.BookingId != booking.Id && RemoteTask.Collide((b.StartsAt, b.EndsAt), (position.StartsAt, position.EndsAt)))
            .Select(b => b.BookingId)
            .ToList();
        if (conflicting.Count == 0)
        {
            return;
        }

        foreach (var line in await db.Bookings.Where(b => conflicting.Contains(b.Id) && b.State == BookingState.Waitlisted).ToListAsync(cancellationToken))
        {
            line.TryChange(BookingState.CancelledByVolunteer, person.Id, clock, "taken-elsewhere");
        }
    }
}
