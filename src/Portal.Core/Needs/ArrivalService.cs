using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Needs;

/// <summary>What came, as organisers tick it off: for a pledge (some of it, all of it, or more), or without one. What was noted by mistake is taken back.</summary>
public sealed class ArrivalService(NeedGuard guard, Retry retry, TimeProvider clock)
{
    /// <summary>Notes that something came; the form's key is its identifier, so that a double tap counts once.</summary>
    public Task<ArrivalOutcome> NoteAsync(Guid actorId, Guid needId, Guid formKey, Guid? pledgeId, int amount, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => NoteOnceAsync(db, actorId, needId, formKey, pledgeId, amount, token), cancellationToken);

    /// <summary>Takes back what was noted by mistake; a pledge that it was for waits again.</summary>
    public Task<ArrivalOutcome> TakeBackAsync(Guid actorId, Guid needId, Guid arrivalId, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => TakeBackOnceAsync(db, actorId, needId, arrivalId, token), cancellationToken);

    private async Task<ArrivalOutcome> NoteOnceAsync(PortalDbContext db, Guid actorId, Guid needId, Guid formKey, Guid? pledgeId, int amount, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await IsOwnAsync(db, actorId, needId, now, cancellationToken))
        {
            return ArrivalOutcome.NotFound;
        }

        if (await db.Arrivals.Where(a => a.Id == formKey).Select(a => (Guid?)a.NeedId).FirstOrDefaultAsync(cancellationToken) is { } known)
        {
            return known == needId ? ArrivalOutcome.Done : ArrivalOutcome.NotFound;
        }

        if (amount is < 1 or > Need.MostAmount)
        {
            return ArrivalOutcome.AmountOutOfRange;
        }

        var pledged = 0;
        if (pledgeId is not null)
        {
            if (await db.Pledges.FirstOrDefaultAsync(p => p.Id == pledgeId && p.NeedId == needId, cancellationToken) is not { } pledge)
            {
                return ArrivalOutcome.NotFound;
            }

            if (pledge.State != PledgeState.Open)
            {
                return ArrivalOutcome.PledgeOver;
            }

            pledged = -pledge.Outstanding;
            pledge.Receive(amount, now);
            pledged += pledge.Outstanding;
        }

        if (!await guard.TryMoveAsync(db, needId, pledged, amount, cancellationToken))
        {
            return ArrivalOutcome.AmountOutOfRange;
        }

        db.Arrivals.Add(new Arrival { Id = formKey, NeedId = needId, PledgeId = pledgeId, Amount = amount, At = now, ById = actorId });
        await db.SaveChangesAsync(cancellationToken);
        // Who ticks off looks after the list: it is not out of date.
        await db.Needs.Where(n => n.Id == needId).Where(NeedGuard.IsShown(now)).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.TouchedAt, now).SetProperty(n => n.AskedAt, (DateTimeOffset?)null).SetProperty(n => n.Version, n => n.Version + 1), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ArrivalOutcome.Done;
    }

    private async Task<ArrivalOutcome> TakeBackOnceAsync(PortalDbContext db, Guid actorId, Guid needId, Guid arrivalId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await IsOwnAsync(db, actorId, needId, now, cancellationToken))
        {
            return ArrivalOutcome.NotFound;
        }

        // Taken back twice is taken back.
        if (await db.Arrivals.FirstOrDefaultAsync(a => a.Id == arrivalId && a.NeedId == needId, cancellationToken) is not { } arrival)
        {
            return ArrivalOutcome.Done;
        }

        var pledged = 0;
        if (arrival.PledgeId is { } id)
        {
            var pledge = await db.Pledges.FirstAsync(p => p.Id == id, cancellationToken);
            var isFree = pledge.SupporterId is { } who && !await db.Pledges.AnyAsync(p => p.Id != id && p.NeedId == needId && p.SupporterId == who && p.State == PledgeState.Open, cancellationToken)
                && await db.ActiveAccount(who).AnyAsync(cancellationToken);
            pledged = -pledge.Outstanding;
            pledge.Unreceive(arrival.Amount, isFree, now);
            pledged += pledge.Outstanding;
        }

        db.Arrivals.Remove(arrival);
        await db.SaveChangesAsync(cancellationToken);
        if (!await guard.TryMoveAsync(db, needId, pledged, -arrival.Amount, cancellationToken))
        {
            throw new InvalidOperationException($"Need {needId} counts less than what arrived.");
        }

        await transaction.CommitAsync(cancellationToken);
        return ArrivalOutcome.Done;
    }

    private async Task<bool> IsOwnAsync(PortalDbContext db, Guid actorId, Guid needId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await guard.LockAsync(db, needId, cancellationToken) && await db.Needs.AnyAsync(n => n.Id == needId && db.OrganisedBy(actorId, now).Contains(n.OrganisationId), cancellationToken);
}

/// <summary>How noting what came ended.</summary>
public enum ArrivalOutcome
{
    /// <summary>It is noted, or taken back.</summary>
    Done,

    /// <summary>The amount is no whole number from 1 to a million, or more would have come than can be counted.</summary>
    AmountOutOfRange,

    /// <summary>That promise is over: it came, was taken back or has lapsed. It may be noted without one.</summary>
    PledgeOver,

    /// <summary>There is no such need of this person's organisations, or no such pledge.</summary>
    NotFound,
}
