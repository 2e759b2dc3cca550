using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Needs;

/// <summary>What supporters promise. Each act is one transaction: the person is locked first, then the need.</summary>
public sealed class PledgeService(NeedGuard guard, PledgeMail mail, MailBell bell, Retry retry, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>Promises some of what is missing; the form's key is the pledge's identifier, so that a double tap promises once.</summary>
    public async Task<PledgeOutcome> PledgeAsync(Guid me, Guid needId, Guid formKey, PledgePlan plan, CancellationToken cancellationToken)
    {
        var clean = plan.Cleaned();
        var outcome = await retry.RunAsync((db, token) => PledgeOnceAsync(db, me, needId, formKey, clean, token), cancellationToken);
        bell.Ring();
        return outcome;
    }

    /// <summary>Promises another amount, another day, or says something else.</summary>
    public Task<PledgeOutcome> ChangeAsync(Guid me, Guid pledgeId, PledgePlan plan, CancellationToken cancellationToken)
    {
        var clean = plan.Cleaned();
        return retry.RunAsync((db, token) => ChangeOnceAsync(db, me, pledgeId, clean, token), cancellationToken);
    }

    /// <summary>Takes one's promise back: what has not come is missing again. Twice is the same as once.</summary>
    public Task<PledgeOutcome> TakeBackAsync(Guid me, Guid pledgeId, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => TakeBackOnceAsync(db, me, pledgeId, token), cancellationToken);

    /// <summary>Takes back all that somebody has promised who goes.</summary>
    public async Task ReleaseAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var open = await retry.RunAsync((db, token) => db.Pledges.Where(p => p.SupporterId == supporterId && p.State == PledgeState.Open).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(token), cancellationToken);
        foreach (var pledge in open)
        {
            await TakeBackAsync(supporterId, pledge, cancellationToken);
        }
    }

    private DateOnly Today(DateTimeOffset now) => WallTime.DayOf(now, WallTime.Zone(portal.Value.TimeZone));

    private async Task<PledgeOutcome> PledgeOnceAsync(PortalDbContext db, Guid me, Guid needId, Guid formKey, PledgePlan plan, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.LockSupporterAsync(me, cancellationToken) || await db.ActiveAccount(me).Join(db.Supporters, id => id, s => s.Id, (_, s) => s.Language).FirstOrDefaultAsync(cancellationToken) is not { } language)
        {
            return PledgeOutcome.NotFound;
        }

        if (await db.Pledges.Where(p => p.Id == formKey).Select(p => new { p.SupporterId, p.NeedId }).FirstOrDefaultAsync(cancellationToken) is { } made)
        {
            return made.SupporterId == me && made.NeedId == needId ? PledgeOutcome.Done(formKey) : PledgeOutcome.NotFound;
        }

        if (await MissingAsync(db, needId, now, cancellationToken) is not { } missing)
        {
            return PledgeOutcome.NotFound;
        }

        var own = db.Pledges.Where(p => p.SupporterId == me && p.State == PledgeState.Open);
        List<PledgeFault> faults = [.. plan.Faults(Today(now)), .. Exceeding(plan.Amount, missing)];
        if (await own.AnyAsync(p => p.NeedId == needId, cancellationToken))
        {
            faults = [PledgeFault.AlreadyPledged];
        }
        else if (await own.CountAsync(cancellationToken) >= Pledge.MostOpen)
        {
            faults.Add(PledgeFault.TooMany);
        }

        if (faults.Count > 0)
        {
            return PledgeOutcome.Refused(faults, missing);
        }

        if (!await guard.TryPledgeAsync(db, needId, plan.Amount, now, cancellationToken))
        {
            // Somebody was faster, or an organiser closed it, since the lines above.
            return await MissingAsync(db, needId, now, cancellationToken) is { } left ? PledgeOutcome.Refused([.. Exceeding(plan.Amount, left)], left) : PledgeOutcome.NotFound;
        }

        var pledge = new Pledge { Id = formKey, NeedId = needId, SupporterId = me, Amount = plan.Amount, By = plan.By!.Value, Word = plan.Word, CreatedAt = now, ChangedAt = now };
        db.Pledges.Add(pledge);
        mail.Made(db, pledge, language);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PledgeOutcome.Done(formKey);
    }

    private async Task<PledgeOutcome> ChangeOnceAsync(PortalDbContext db, Guid me, Guid pledgeId, PledgePlan plan, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, me, pledgeId, cancellationToken) is not { } pledge)
        {
            return PledgeOutcome.NotFound;
        }

        if (pledge.State != PledgeState.Open)
        {
            return PledgeOutcome.Refused([PledgeFault.Over]);
        }

        var now = clock.GetUtcNow();
        var more = plan.Amount - pledge.Amount;
        var missing = await MissingAsync(db, pledge.NeedId, now, cancellationToken);
        // A day that was promised before may stand, also once it has passed.
        List<PledgeFault> faults = [.. plan.Faults(plan.By is { } by && by == pledge.By ? by : Today(now)), .. Exceeding(more, missing ?? 0, missing is null)];
        if (plan.Amount is >= 1 and <= Need.MostAmount && !pledge.MayBe(plan.Amount))
        {
            faults.Add(PledgeFault.LessThanArrived);
        }

        if (faults.Count == 0 && !(more > 0 ? await guard.TryPledgeAsync(db, pledge.NeedId, more, now, cancellationToken) : await guard.TryMoveAsync(db, pledge.NeedId, more, 0, cancellationToken)))
        {
            faults.Add(PledgeFault.MoreThanMissing);
        }

        if (faults.Count > 0)
        {
            return PledgeOutcome.Refused(faults, (missing ?? 0) + pledge.Amount);
        }

        (pledge.Amount, pledge.By, pledge.Word, pledge.ChangedAt) = (plan.Amount, plan.By!.Value, plan.Word, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PledgeOutcome.Done(pledgeId);
    }

    private async Task<PledgeOutcome> TakeBackOnceAsync(PortalDbContext db, Guid me, Guid pledgeId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, me, pledgeId, cancellationToken) is not { } pledge)
        {
            return PledgeOutcome.NotFound;
        }

        var outstanding = pledge.Outstanding;
        if (!pledge.TryEnd(PledgeState.TakenBack, clock.GetUtcNow()))
        {
            return pledge.State == PledgeState.TakenBack ? PledgeOutcome.Done(pledgeId) : PledgeOutcome.Refused([PledgeFault.Over]);
        }

        await guard.GiveBackAsync(db, pledge.NeedId, outstanding, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PledgeOutcome.Done(pledgeId);
    }

    private async Task<Pledge?> FindAsync(PortalDbContext db, Guid me, Guid pledgeId, CancellationToken cancellationToken)
    {
        await db.LockSupporterAsync(me, cancellationToken);
        var own = db.Pledges.Where(p => p.Id == pledgeId && p.SupporterId == me);
        return await own.Select(p => (Guid?)p.NeedId).FirstOrDefaultAsync(cancellationToken) is { } needId && await guard.LockAsync(db, needId, cancellationToken)
            ? await own.FirstOrDefaultAsync(cancellationToken)
            : null;
    }

    // Null where the need is not shown.
    private static Task<int?> MissingAsync(PortalDbContext db, Guid needId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Needs.Where(n => n.Id == needId).Where(NeedGuard.IsShown(now)).Select(n => (int?)Math.Max(0, n.Wanted - n.Pledged - n.Arrived)).FirstOrDefaultAsync(cancellationToken);

    private static IEnumerable<PledgeFault> Exceeding(int more, int missing, bool isOver = false) =>
        more <= 0 || more > Need.MostAmount || (!isOver && more <= missing) ? []
        : [isOver ? PledgeFault.NotAsked : missing == 0 ? PledgeFault.NothingMissing : PledgeFault.MoreThanMissing];
}
