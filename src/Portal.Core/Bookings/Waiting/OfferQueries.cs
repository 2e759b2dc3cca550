using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;

namespace Portal.Core.Bookings.Waiting;

/// <summary>Reads what somebody who is asked to confirm again needs to know: what is another now, and what stands in the way.</summary>
public sealed class OfferQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Of a booking of this person that is asked again.</summary>
    public async Task<AskedAgain> ReadAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var booking = await db.Bookings.AsNoTracking().FirstAsync(b => b.Id == bookingId && b.SupporterId == supporterId, cancellationToken);
        var person = await PersonQueries.FindAsync(db, supporterId, now, cancellationToken);
        var position = await PositionRow.FindAsync(db, booking.PositionId, cancellationToken);
        IReadOnlyList<Obstacle> obstacles = person is null || position is null ? [] : [.. Offers.ToKeep(person, position.Facts, now).Where(o => !booking.Waives(o.Kind))];
        return new(obstacles, await BeforeAsync(supporterId, bookingId, cancellationToken));
    }

    /// <summary>What the letter says that asked: its facts are kept for some days.</summary>
    private async Task<ShiftBefore?> BeforeAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var key = $"{BookingMail.ShiftChangedTemplate}:{bookingId}:";
        var data = await db.Messages
            .Where(m => m.SupporterId == supporterId && m.Template == BookingMail.ShiftChangedTemplate && m.Key.StartsWith(key))
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Select(m => m.Data).FirstOrDefaultAsync(cancellationToken);
        if (data is null || JsonSerializer.Deserialize<ShiftChangedLetterData>(data) is not { Known: { WasCancelled: false } known })
        {
            return null;
        }

        var area = await db.Sites.Where(s => s.Id == known.SiteId).Select(s => s.Area).FirstOrDefaultAsync(cancellationToken);
        return new(known.StartsAt, known.EndsAt, area);
    }
}

/// <summary>What stands in the way of confirming again, and how the shift was; null where nothing says it any more.</summary>
public sealed record AskedAgain(IReadOnlyList<Obstacle> Obstacles, ShiftBefore? Before);

/// <summary>A shift as the person agreed to it.</summary>
/// <param name="Area">Null for work from home.</param>
public sealed record ShiftBefore(DateTimeOffset StartsAt, DateTimeOffset EndsAt, LocalText? Area);
