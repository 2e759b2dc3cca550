using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;
using Portal.Core.Telemetry;

namespace Portal.Core.Bookings;

/// <summary>Takes places. The use case is one transaction and is repeated as a whole after a collision; giving back is <see cref="Withdrawals"/>' work.</summary>
public sealed class BookingService(Retry retry, Placement placement, MailBell bell, ShiftHints hints, TimeProvider clock)
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
        if (position is null && await WasTakenOffAsync(db, shiftId, positionId, person, cancellationToken))
        {
            return new(BookResult.JustGone, null, [new(ObstacleKind.Full)]) { ShiftId = shiftId };
        }

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
    /// <summary>Whether a position was removed while somebody looked at its shift: they go on from there, and learn nothing of a shift that they may not see.</summary>
    private static async Task<bool> WasTakenOffAsync(PortalDbContext db, Guid shiftId, Guid positionId, Person? person, CancellationToken cancellationToken)
    {
        var left = await db.Positions.Where(p => p.ShiftId == shiftId && p.RemovedAt == null && db.Positions.Any(gone => gone.Id == positionId && gone.ShiftId == shiftId && gone.RemovedAt != null))
            .OrderBy(p => p.Order).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellationToken);
        return left is { } other && await PositionRow.FindAsync(db, other, cancellationToken) is { } position && IsShown(position.Facts, shiftId, person);
    }

    internal static bool IsShown(PositionFacts position, Guid shiftId, Person? person) =>
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

        if (await placement.TakeAsync(db, person, position, person.Id, now, cancellationToken) is { } booking)
        {
            return new(booking.State == BookingState.Requested ? BookResult.Requested : BookResult.Confirmed, booking.Id, []);
        }

        // Somebody was faster, or the shift was closed meanwhile: look again and say which.
        var changed = await PositionRow.FindAsync(db, position.Facts.PositionId, cancellationToken);
        return Refused(Eligibility.Check(person, (changed ?? position).Facts, now));
    }

    private static BookOutcome Refused(IReadOnlyList<Obstacle> obstacles) => obstacles switch
    {
        [] or [{ Kind: ObstacleKind.Full }] => new(BookResult.JustGone, null, [new(ObstacleKind.Full)]),
        _ => new(BookResult.Refused, null, obstacles),
    };
}
