using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using Portal.Core.Telemetry;

namespace Portal.Core.Bookings;

/// <summary>Takes places and gives them back. Each use case is one transaction and is repeated as a whole after a collision.</summary>
public sealed class BookingService(Retry retry, PlaceGuard guard, BookingMail mail, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    private static readonly BookOutcome NotFound = new(BookResult.NotFound, null, []);

    /// <summary>Asks for a place on a shift. The same form key gets the same answer, however often it is posted; only what was not found is not kept under it.</summary>
    public async Task<BookOutcome> BookAsync(Guid supporterId, Guid shiftId, Guid positionId, Guid formKey, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => BookOnceAsync(db, supporterId, shiftId, positionId, formKey, token), cancellationToken);
        PortalMeters.Booking(outcome.Result);
        if (outcome is { BookingId: not null, ShiftId: { } booked })
        {
            bell.Ring();
            hints.Changed(booked);
        }

        return outcome;
    }

    /// <summary>Gives one's own place back, until the shift starts. After the deadline the lead, or else the organisers, are told.</summary>
    public async Task<CancelOutcome> CancelAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => CancelOnceAsync(db, supporterId, bookingId, token), cancellationToken);
        if (outcome is { Result: CancelResult.Cancelled or CancelResult.CancelledLate, ShiftId: { } shiftId })
        {
            bell.Ring();
            hints.Changed(shiftId);
        }

        return outcome;
    }

    private async Task<BookOutcome> BookOnceAsync(PortalDbContext db, Guid supporterId, Guid shiftId, Guid positionId, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.LockSupporterAsync(supporterId, cancellationToken))
        {
            return NotFound;
        }

        if (await FormAnswers.FindAsync(db, supporterId, formKey, cancellationToken) is { } earlier)
        {
            return earlier.ShiftId == shiftId ? earlier : NotFound;
        }

        var now = clock.GetUtcNow();
        var position = await PositionRow.FindAsync(db, positionId, cancellationToken);
        var person = await PersonQueries.FindAsync(db, supporterId, now, cancellationToken);
        if (position is null || !IsShown(position.Facts, shiftId, person))
        {
            return NotFound;
        }

        var outcome = await DecideAsync(db, person!, position, now, cancellationToken) with { ShiftId = shiftId };
        FormAnswers.Add(db, supporterId, formKey, outcome, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    /// <summary>Whoever may not see the shift learns nothing of it here either.</summary>
    private static bool IsShown(PositionFacts position, Guid shiftId, Person? person) =>
        position.ShiftId == shiftId
        && position.Status != ShiftStatus.Draft
        && ShiftVisibility.Allows(person, position.Visibility, position.Organisation.Id, shiftId);

    private async Task<BookOutcome> DecideAsync(PortalDbContext db, Person person, PositionRow position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var obstacles = Eligibility.Check(person, position.Facts, now);
        if (obstacles.Count > 0)
        {
            return Refused(obstacles);
        }

        if (await TakePlaceAsync(db, person, position, person.Id, now, cancellationToken) is { } booking)
        {
            return new(booking.State == BookingState.Requested ? BookResult.Requested : BookResult.Confirmed, booking.Id, []);
        }

        // Somebody was faster, or the shift was closed meanwhile: look again and say which.
        var changed = await PositionRow.FindAsync(db, position.Facts.PositionId, cancellationToken);
        return Refused(Eligibility.Check(person, (changed ?? position).Facts, now));
    }

    /// <summary>The one way to a held place: the guard counts it, then booking, history and letter are written beside it. Null when there is none.</summary>
    private async Task<Booking?> TakePlaceAsync(PortalDbContext db, Person person, PositionRow position, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await guard.TryTakeAsync(db, position.Facts.PositionId, now, cancellationToken))
        {
            return null;
        }

        var state = position.Facts.BookingMode == BookingMode.Approval ? BookingState.Requested : BookingState.Confirmed;
        var booking = Booking.Create(clock, person.Id, position.Position, state, actorId);
        db.Bookings.Add(booking);
        mail.Taken(db, booking, person.Language, position.Facts.StartsAt);
        return booking;
    }

    private static BookOutcome Refused(IReadOnlyList<Obstacle> obstacles) => obstacles switch
    {
        [] or [{ Kind: ObstacleKind.Full }] => new(BookResult.JustGone, null, [new(ObstacleKind.Full)]),
        _ => new(BookResult.Refused, null, obstacles),
    };

    private async Task<CancelOutcome> CancelOnceAsync(PortalDbContext db, Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var booking = await db.Bookings.FirstOrDefaultAsync(b => b.Id == bookingId && b.SupporterId == supporterId, cancellationToken);
        if (booking is null)
        {
            return new(CancelResult.NotFound);
        }

        var shift = await db.Shifts.AsNoTracking().FirstAsync(s => s.Id == booking.ShiftId, cancellationToken);
        var now = clock.GetUtcNow();
        var held = booking.State.HoldsPlace();
        if (!BookingStates.Live.Contains(booking.State))
        {
            return new(CancelResult.AlreadyOver, shift.Id);
        }

        if (shift.StartsAt <= now || !booking.TryChange(BookingState.CancelledByVolunteer, supporterId, clock))
        {
            return new(CancelResult.AlreadyStarted, shift.Id);
        }

        if (held)
        {
            await guard.GiveBackAsync(db, booking.PositionId, 1, cancellationToken);
        }

        var late = held && now > shift.StartsAt.AddHours(-shift.CancellationHours);
        var told = late ? await TellAsync(db, booking, shift, now, cancellationToken) : null;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(late ? CancelResult.CancelledLate : CancelResult.Cancelled, shift.Id, told);
    }

    private async Task<string?> TellAsync(PortalDbContext db, Booking booking, Shift shift, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var organisers = db.Memberships
            .Where(m => m.OrganisationId == shift.OrganisationId && m.Role == MembershipRole.Organiser
                && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            .Select(m => m.SupporterId);
        var readers = await db.Supporters
            .Where(s => s.Id != booking.SupporterId && s.EmailConfirmed && s.SuspendedAt == null && (s.Id == shift.LeadId || organisers.Contains(s.Id)))
            .Select(s => new Addressee(s.Id, s.DisplayName, s.Language))
            .ToListAsync(cancellationToken);
        var lead = readers.Find(r => r.Id == shift.LeadId);
        foreach (var reader in lead is null ? readers : [lead])
        {
            mail.GivenBack(db, booking, reader, shift.EndsAt);
        }

        return lead?.Name;
    }
}
