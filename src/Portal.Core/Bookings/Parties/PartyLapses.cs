using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>
/// What time does to groups: three days before a shift their leader is reminded of places that nobody claimed, two days before these are
/// free for all, and a month after its last shift a group is forgotten. Running twice does no harm.
/// </summary>
public sealed class PartyLapses(IDbContextFactory<PortalDbContext> contexts, Retry retry, UnclaimedPlaces unclaimed, PartyMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>Frees and reminds what is due; returns how many places were freed, and how many leaders reminded.</summary>
    public async Task<(int Freed, int Reminded)> RunAsync(CancellationToken cancellationToken)
    {
        var (freed, reminded) = (0, 0);
        foreach (var (party, shift) in await DueAsync(Party.FreedBefore, cancellationToken))
        {
            var done = await retry.RunAsync((db, token) => FreeAsync(db, party, shift, token), cancellationToken);
            await unclaimed.AfterwardsAsync(done, cancellationToken);
            freed += done.Count;
        }

        foreach (var (party, shift) in await DueAsync(Party.RemindedBefore, cancellationToken))
        {
            reminded += await retry.RunAsync((db, token) => RemindAsync(db, party, shift, token), cancellationToken) ? 1 : 0;
        }

        if (reminded > 0)
        {
            bell.Ring();
        }

        return (freed, reminded);
    }

    /// <summary>Forgets the groups whose month is over; returns how many that were. What their people booked is not touched.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) =>
        {
            var before = clock.GetUtcNow() - Party.Remembered;
            return db.Parties
                .Where(p => p.CreatedAt <= before && !db.PartyPlaces.Any(x => x.PartyId == p.Id && (x.Shift!.EndsAt > before || (x.ClaimedAt == null && x.FreedAt == null))))
                .ExecuteDeleteAsync(token);
        },
        cancellationToken);

    private async Task<List<(Guid Party, Guid Shift)>> DueAsync(TimeSpan before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var until = clock.GetUtcNow() + before;
        return (await db.PartyPlaces.Where(PartyPlace.IsUnclaimed).Where(p => p.Shift!.StartsAt <= until)
            .Select(p => new { p.PartyId, p.ShiftId }).Distinct().OrderBy(p => p.ShiftId).ThenBy(p => p.PartyId)
            .ToListAsync(cancellationToken)).ConvertAll(p => (p.PartyId, p.ShiftId));
    }

    private async Task<FreedPlaces> FreeAsync(PortalDbContext db, Guid partyId, Guid shiftId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var now = clock.GetUtcNow();
        var shift = await db.Shifts.AsNoTracking().FirstAsync(s => s.Id == shiftId, cancellationToken);
        if (PartyClaims.IsOpen(shift.StartsAt, now))
        {
            return new(shiftId, 0, []);
        }

        var places = await db.PartyPlaces.AsNoTracking().Where(PartyPlace.IsUnclaimed).Where(p => p.PartyId == partyId && p.ShiftId == shiftId).ToListAsync(cancellationToken);
        var freed = await unclaimed.FreeAsync(db, places, shift, PartyFreed.Unclaimed, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return freed;
    }

    private async Task<bool> RemindAsync(PortalDbContext db, Guid partyId, Guid shiftId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var reminded = await mail.RemindAsync(db, partyId, shiftId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return reminded;
    }
}
