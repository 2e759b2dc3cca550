using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Needs;

/// <summary>What an organisation is short of, as its organisers write it. Whoever has promised some of it is told when it becomes something else, or is closed.</summary>
public sealed class NeedService(BesidePoints points, NeedGuard guard, PledgeMail mail, MailBell bell, Retry retry, TimeProvider clock)
{
    /// <summary>Adds one; the form's key is its identifier, so that a double tap adds one.</summary>
    public async Task<NeedOutcome> AddAsync(Guid actorId, Guid formKey, Guid organisationId, NeedPlan plan, CancellationToken cancellationToken)
    {
        plan = (await points.LayAsync(plan, actorId, organisationId, cancellationToken)).Cleaned();
        return await retry.RunAsync((db, token) => AddOnceAsync(db, actorId, formKey, organisationId, plan, token), cancellationToken);
    }

    /// <summary>Writes one anew.</summary>
    public async Task<NeedOutcome> EditAsync(Guid actorId, Guid needId, NeedPlan plan, CancellationToken cancellationToken)
    {
        plan = (await points.LayOnNeedAsync(plan, actorId, needId, cancellationToken)).Cleaned();
        return Told(await retry.RunAsync((db, token) => EditOnceAsync(db, actorId, needId, plan, token), cancellationToken));
    }

    /// <summary>Takes one off the list. What was promised stays promised until who promised it has answered, and may still be noted as arrived.</summary>
    public async Task<NeedOutcome> CloseAsync(Guid actorId, Guid needId, CancellationToken cancellationToken) =>
        Told(await retry.RunAsync((db, token) => CloseOnceAsync(db, actorId, needId, token), cancellationToken));

    /// <summary>Says that one is still needed, also where it was closed or had vanished.</summary>
    public Task<NeedOutcome> RenewAsync(Guid actorId, Guid needId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (await FindAsync(db, actorId, needId, token) is not { } need)
            {
                return new NeedOutcome(NeedResult.NotFound);
            }

            need.Renew(clock.GetUtcNow());
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return new(NeedResult.Done, needId);
        },
        cancellationToken);

    private NeedOutcome Told(NeedOutcome outcome)
    {
        if (outcome.Told > 0)
        {
            bell.Ring();
        }

        return outcome;
    }

    private async Task<NeedOutcome> AddOnceAsync(PortalDbContext db, Guid actorId, Guid formKey, Guid organisationId, NeedPlan plan, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.OrganisedBy(actorId, now).ContainsAsync(organisationId, cancellationToken))
        {
            return new(NeedResult.NotFound);
        }

        if (await db.Needs.Where(n => n.Id == formKey).Select(n => (Guid?)n.OrganisationId).FirstOrDefaultAsync(cancellationToken) is { } known)
        {
            return known == organisationId ? new(NeedResult.Done, formKey) : new(NeedResult.NotFound);
        }

        if (Refusal(plan) is { } refusal)
        {
            return refusal;
        }

        var need = new Need { Id = formKey, OrganisationId = organisationId, CreatedAt = now };
        need.Write(plan, now);
        db.Needs.Add(need);
        Record(db, actorId, need, plan);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(NeedResult.Done, formKey);
    }

    private async Task<NeedOutcome> EditOnceAsync(PortalDbContext db, Guid actorId, Guid needId, NeedPlan plan, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, actorId, needId, cancellationToken) is not { } need)
        {
            return new(NeedResult.NotFound);
        }

        if (Refusal(plan) is { } refusal)
        {
            return refusal;
        }

        var was = NeedWords.Of(need);
        need.Write(plan, clock.GetUtcNow());
        var told = 0;
        foreach (var reader in await ReadersAsync(db, needId, cancellationToken))
        {
            if (was.DiffersFor(reader.Language, NeedWords.Of(need)))
            {
                mail.Changed(db, reader, need, was);
                told++;
            }
        }

        Record(db, actorId, need, plan);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(NeedResult.Done, needId) { Told = told };
    }

    private async Task<NeedOutcome> CloseOnceAsync(PortalDbContext db, Guid actorId, Guid needId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, actorId, needId, cancellationToken) is not { } need)
        {
            return new(NeedResult.NotFound);
        }

        if (!need.TryClose(clock.GetUtcNow()))
        {
            return new(NeedResult.Done, needId);
        }

        var readers = await ReadersAsync(db, needId, cancellationToken);
        readers.ForEach(reader => mail.Closed(db, reader, need));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(NeedResult.Done, needId) { Told = readers.Count };
    }

    // Behind its lock, so that whoever promises at this moment either is told, or sees the need as it is then.
    private async Task<Need?> FindAsync(PortalDbContext db, Guid actorId, Guid needId, CancellationToken cancellationToken)
    {
        await guard.LockAsync(db, needId, cancellationToken);
        var now = clock.GetUtcNow();
        return await db.Needs.FirstOrDefaultAsync(n => n.Id == needId && db.OrganisedBy(actorId, now).Contains(n.OrganisationId), cancellationToken);
    }

    private static Task<List<PledgeReader>> ReadersAsync(PortalDbContext db, Guid needId, CancellationToken cancellationToken) =>
        db.Pledges.Where(p => p.NeedId == needId && p.State == PledgeState.Open).ReadersAsync(db, cancellationToken);

    private static NeedOutcome? Refusal(NeedPlan plan)
    {
        var (texts, faults) = (plan.TextFaults(), plan.Faults().ToList());
        return texts.Count + faults.Count == 0 ? null : new(NeedResult.Refused) { TextFaults = texts, Faults = faults };
    }

    private void Record(PortalDbContext db, Guid actorId, Need need, NeedPlan plan) =>
        RiskRecord.Add(db, clock, "need.published-with-risk", actorId, need.OrganisationId, need.Id, plan.WhySafe, plan.Risks);
}
