using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>What the leader of a group does with it, and those who run a shift with the places it holds there. What people have booked stays theirs.</summary>
public sealed class PartyLeading(Retry retry, UnclaimedPlaces unclaimed, PartyLinks links, TimeProvider clock)
{
    /// <summary>Gives back unclaimed places of a position; returns how many that were, or null where there is no such group of this person.</summary>
    public Task<int?> GiveBackAsync(Guid leaderId, Guid partyId, Guid positionId, int places, CancellationToken cancellationToken) =>
        FreeAsync(leaderId, partyId, dissolves: false, p => p.PositionId == positionId, places, cancellationToken);

    /// <summary>Dissolves the group: its link ends, and what nobody claimed is free for all. Null where there is no such group of this person.</summary>
    public Task<int?> DissolveAsync(Guid leaderId, Guid partyId, CancellationToken cancellationToken) =>
        FreeAsync(leaderId, partyId, dissolves: true, _ => true, int.MaxValue, cancellationToken);

    /// <summary>Makes another link; the one before is worth nothing from now on. False where there is no such group of this person.</summary>
    public Task<bool> RenewLinkAsync(Guid leaderId, Guid partyId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await db.LockSupporterAsync(leaderId, token);
            var number = await db.Parties.Where(p => p.Id == partyId && p.LeaderId == leaderId && p.DissolvedAt == null).Select(p => (int?)p.LinkNumber + 1).FirstOrDefaultAsync(token);
            if (number is not { } next)
            {
                return false;
            }

            var hash = PartyLinks.HashOf(links.Of(partyId, next));
            await db.Parties.Where(p => p.Id == partyId).ExecuteUpdateAsync(set => set.SetProperty(p => p.LinkNumber, next).SetProperty(p => p.TokenHash, hash), token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    /// <summary>Frees what a group holds unclaimed on a shift that one runs; its leader is told. Returns how many places that were, or null where one does not run it.</summary>
    public async Task<int?> FreeForAllAsync(Guid actorId, Guid shiftId, Guid partyId, CancellationToken cancellationToken)
    {
        var freed = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                await db.LockPositionsAsync(shiftId, token);
                var now = clock.GetUtcNow();
                var shift = await db.ShiftsRunBy(actorId, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == shiftId, token);
                if (shift is null)
                {
                    return null;
                }

                var places = await db.PartyPlaces.AsNoTracking().Where(PartyPlace.IsUnclaimed).Where(p => p.PartyId == partyId && p.ShiftId == shiftId).ToListAsync(token);
                var done = await unclaimed.FreeAsync(db, places, shift, PartyFreed.ByOrganiser, now, token);
                await transaction.CommitAsync(token);
                return done;
            },
            cancellationToken);
        if (freed is not null)
        {
            await unclaimed.AfterwardsAsync(freed, cancellationToken);
        }

        return freed?.Count;
    }

    private async Task<int?> FreeAsync(
        Guid leaderId, Guid partyId, bool dissolves, Func<PartyPlace, bool> which, int most, CancellationToken cancellationToken)
    {
        var freed = await retry.RunAsync((db, token) => FreeOnceAsync(db, leaderId, partyId, dissolves, which, most, token), cancellationToken);
        foreach (var shift in freed ?? [])
        {
            await unclaimed.AfterwardsAsync(shift, cancellationToken);
        }

        return freed?.Sum(f => f.Count);
    }

    private async Task<List<FreedPlaces>?> FreeOnceAsync(
        PortalDbContext db, Guid leaderId, Guid partyId, bool dissolves, Func<PartyPlace, bool> which, int most, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(leaderId, cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.Parties.AnyAsync(p => p.Id == partyId && p.LeaderId == leaderId, cancellationToken))
        {
            return null;
        }

        var shifts = await db.PartyPlaces.Where(PartyPlace.IsUnclaimed).Where(p => p.PartyId == partyId).Select(p => p.ShiftId).Distinct().ToListAsync(cancellationToken);
        await db.LockPositionsAsync((IReadOnlyCollection<Guid>)shifts, cancellationToken);
        var places = await db.PartyPlaces.AsNoTracking().Include(p => p.Shift).Where(PartyPlace.IsUnclaimed).Where(p => p.PartyId == partyId).OrderByDescending(p => p.Id).ToListAsync(cancellationToken);
        var freed = new List<FreedPlaces>();
        foreach (var shift in places.Where(which).Take(Math.Max(0, most)).GroupBy(p => p.ShiftId))
        {
            freed.Add(await unclaimed.FreeAsync(db, shift, shift.First().Shift!, why: null, now, cancellationToken));
        }

        if (dissolves)
        {
            await db.Parties.Where(p => p.Id == partyId && p.DissolvedAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.DissolvedAt, now), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return freed;
    }
}
