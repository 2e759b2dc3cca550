using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>Gives back places that a group holds and nobody claimed: to those who wait, or to all. Their positions are locked by the caller.</summary>
public sealed class UnclaimedPlaces(Placement placement, PlaceGuard places, PartyGuard guard, Promotion promotion, PartyMail mail, MailBell bell, ShiftHints hints)
{
    /// <summary>Frees some of a group's places, all of one shift; the caller commits and then calls <see cref="AfterwardsAsync"/>.</summary>
    /// <param name="why">Why, to be told to the leader; null where it was they who did it.</param>
    internal async Task<FreedPlaces> FreeAsync(PortalDbContext db, IEnumerable<PartyPlace> freed, Shift shift, PartyFreed? why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (done, waitedFor) = (new List<PartyPlace>(), new List<Guid>());
        foreach (var place in freed.OrderBy(p => p.Id))
        {
            if (await guard.TryFreeAsync(db, place.Id, now, cancellationToken))
            {
                done.Add(place);
            }
        }

        foreach (var position in done.CountBy(p => p.PositionId).OrderBy(p => p.Key))
        {
            await places.GiveBackAsync(db, position.Key, position.Value, cancellationToken);
            // Nobody waits for what does not take place.
            if (shift.Status == ShiftStatus.Published
                && await placement.KeepForLineAsync(db, await PositionAsync(db, position.Key, cancellationToken), $"{done[^1].Id}", shift.StartsAt, now, cancellationToken))
            {
                waitedFor.Add(position.Key);
            }
        }

        if (done.Count > 0 && why is { } reason)
        {
            await mail.FreedAsync(db, done[^1].Id, done.Count, reason, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new(shift.Id, done.Count, waitedFor);
    }

    private static Task<Position> PositionAsync(PortalDbContext db, Guid positionId, CancellationToken cancellationToken) =>
        db.Positions.AsNoTracking().FirstAsync(p => p.Id == positionId, cancellationToken);

    /// <summary>Frees what groups hold on a shift that was called off; the caller has closed its positions.</summary>
    internal async Task EndAsync(PortalDbContext db, Shift shift, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unclaimed = await db.PartyPlaces.AsNoTracking().Where(PartyPlace.IsUnclaimed).Where(p => p.ShiftId == shift.Id).ToListAsync(cancellationToken);
        foreach (var party in unclaimed.GroupBy(p => p.PartyId).OrderBy(g => g.Key))
        {
            await FreeAsync(db, party, shift, PartyFreed.ShiftCancelled, now, cancellationToken);
        }
    }

    /// <summary>What follows the commit: screens and mail are woken, kept places are offered.</summary>
    internal async Task AfterwardsAsync(FreedPlaces freed, CancellationToken cancellationToken)
    {
        if (freed.Count == 0)
        {
            return;
        }

        bell.Ring();
        hints.Changed(freed.ShiftId);
        foreach (var position in freed.WaitedFor)
        {
            await promotion.RunAsync(position, cancellationToken);
        }
    }
}

/// <summary>Places that were given back on a shift, and the positions that somebody waits for.</summary>
internal sealed record FreedPlaces(Guid ShiftId, int Count, IReadOnlyList<Guid> WaitedFor);

/// <summary>Why a group lost places that nobody had claimed.</summary>
public enum PartyFreed
{
    /// <summary>Nobody had claimed them two days before.</summary>
    Unclaimed,

    /// <summary>The shift was called off.</summary>
    ShiftCancelled,

    /// <summary>Who runs the shift needed them.</summary>
    ByOrganiser,
}
