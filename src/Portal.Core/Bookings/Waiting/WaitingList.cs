using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>The line of people who wait for a place of a position. Joining counts against no limit and may overlap other bookings.</summary>
public sealed class WaitingList(Retry retry, PlaceGuard guard, TimeProvider clock)
{
    private static readonly HashSet<ObstacleKind> NoMatter =
        [ObstacleKind.Full, ObstacleKind.Overlaps, ObstacleKind.TooClose, ObstacleKind.TooLittleRest, ObstacleKind.Newcomer];

    /// <summary>What stands in the way of waiting; empty means one may.</summary>
    public static IReadOnlyList<Obstacle> Check(IEnumerable<Obstacle> obstacles) => [.. obstacles.Where(o => !NoMatter.Contains(o.Kind))];

    /// <summary>Joins the line. Once is enough: a second time says the same.</summary>
    public Task<WaitOutcome> JoinAsync(Guid supporterId, Guid shiftId, Guid positionId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (!await db.LockSupporterAsync(supporterId, token))
            {
                return new WaitOutcome(WaitResult.NotFound);
            }

            // Locked before it is read: whoever frees a place now has either committed, or sees this line.
            await guard.SeekAsync(db, positionId, 0, token);
            var outcome = await JoinAsync(db, supporterId, shiftId, positionId, token);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return outcome;
        },
        cancellationToken);

    private async Task<WaitOutcome> JoinAsync(PortalDbContext db, Guid supporterId, Guid shiftId, Guid positionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var position = await PositionRow.FindAsync(db, positionId, cancellationToken);
        var person = await PersonQueries.FindAsync(db, supporterId, now, cancellationToken);
        if (position is null || !BookingService.IsShown(position.Facts, shiftId, person))
        {
            return new(WaitResult.NotFound);
        }

        if (position.Facts.StartsAt > now && person!.BookingOn(shiftId) is { State: BookingState.Waitlisted or BookingState.Offered })
        {
            return new(WaitResult.Waiting);
        }

        var obstacles = Eligibility.Check(person, position.Facts, now);
        if (Check(obstacles) is { Count: > 0 } serious)
        {
            return new(WaitResult.Refused) { Obstacles = serious };
        }

        if (!obstacles.Any(o => o.Kind == ObstacleKind.Full))
        {
            return new(WaitResult.HasPlaces);
        }

        db.Bookings.Add(Booking.Create(clock, supporterId, position.Position, BookingState.Waitlisted, supporterId));
        return new(WaitResult.Waiting);
    }
}

/// <summary>What came of asking to wait.</summary>
public sealed record WaitOutcome(WaitResult Result)
{
    /// <summary>All that stands in the way; empty unless refused.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
}

/// <summary>How asking to wait ended.</summary>
public enum WaitResult
{
    /// <summary>The person is in the line.</summary>
    Waiting,

    /// <summary>There is a place: nobody has to wait.</summary>
    HasPlaces,

    /// <summary>Something stands in the way; the obstacles say what.</summary>
    Refused,

    /// <summary>There is no such position on that shift, or the shift is not shown to this person.</summary>
    NotFound,
}
