using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Actions;

/// <summary>Calls for actions, rewrites, ends and reopens them, for organisers. None is ever deleted: people did it.</summary>
public sealed class ActionService(Retry retry, BesidePoints points, LiveHints hints, TimeProvider clock)
{
    /// <summary>Calls for one; the form's key is its identifier, so that a double tap calls once.</summary>
    public async Task<ActionOutcome> AddAsync(Guid actorId, Guid formKey, Guid organisationId, ActionPlan plan, CancellationToken cancellationToken)
    {
        var clean = (await points.LayAsync(plan, actorId, organisationId, cancellationToken)).Cleaned();
        return Refusal(clean, kept: null) ?? await WriteAsync(formKey, async (db, token) =>
        {
            if (!await db.OrganisedBy(actorId, clock.GetUtcNow()).ContainsAsync(organisationId, token))
            {
                return new(ActionSaving.NotFound);
            }

            if (await db.SolidarityActions.Where(a => a.Id == formKey).Select(a => (Guid?)a.OrganisationId).FirstOrDefaultAsync(token) is { } known)
            {
                return new(known == organisationId ? ActionSaving.Done : ActionSaving.NotFound);
            }

            var action = new SolidarityAction { Id = formKey, OrganisationId = organisationId };
            db.SolidarityActions.Add(action);
            return await FillAsync(db, action, clean, actorId, token);
        }, cancellationToken);
    }

    /// <summary>Writes one anew, if nobody did so since <paramref name="version"/>. How many did it stays.</summary>
    public async Task<ActionOutcome> SaveAsync(Guid actorId, Guid id, int version, ActionPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await retry.RunAsync((db, token) => Own(db, actorId, now, id).Select(a => (DateOnly?)a.Deadline).FirstOrDefaultAsync(token), cancellationToken) is not { } kept)
        {
            return new(ActionSaving.NotFound);
        }

        var clean = (await points.LayOnActionAsync(plan, actorId, id, cancellationToken)).Cleaned();
        return Refusal(clean, kept) ?? await WriteAsync(id, async (db, token) =>
            await Own(db, actorId, now, id).FirstOrDefaultAsync(token) is not { } action ? new(ActionSaving.NotFound)
                : action.Version != version ? new(ActionSaving.ChangedMeanwhile)
                : await FillAsync(db, action, clean, actorId, token), cancellationToken);
    }

    /// <summary>Ends one before its day, or opens it again; twice is the same as once. What was done stays.</summary>
    public Task<ActionOutcome> EndAsync(Guid actorId, Guid id, bool ended, CancellationToken cancellationToken) => WriteAsync(id, async (db, token) =>
    {
        var now = clock.GetUtcNow();
        if (await Own(db, actorId, now, id).FirstOrDefaultAsync(token) is not { } action)
        {
            return new(ActionSaving.NotFound);
        }

        if (ended != action.EndedAt is not null)
        {
            action.EndedAt = ended ? now : null;
            action.Version++;
        }

        return new(ActionSaving.Done);
    }, cancellationToken);

    private static IQueryable<SolidarityAction> Own(PortalDbContext db, Guid actorId, DateTimeOffset now, Guid id) =>
        db.SolidarityActions.Where(a => a.Id == id && db.OrganisedBy(actorId, now).Contains(a.OrganisationId));

    private ActionOutcome? Refusal(ActionPlan plan, DateOnly? kept) =>
        (plan.TextFaults(), plan.Faults(ActionDay.Today(clock), kept)) is var (texts, faults) && texts.Count + faults.Count > 0 ? new(ActionSaving.Refused, texts, faults) : null;

    private async Task<ActionOutcome> FillAsync(PortalDbContext db, SolidarityAction action, ActionPlan plan, Guid actorId, CancellationToken cancellationToken)
    {
        if (await CampaignOfUpdate.HoldAsync(db, plan.CampaignId, action.CampaignId, cancellationToken) is not null)
        {
            return new(ActionSaving.Refused, [], [ActionFault.Campaign]);
        }

        action.Take(plan);
        RiskRecord.Add(db, clock, "action.written-with-risk", actorId, action.OrganisationId, action.Id, plan.WhySafe, plan.Risks);
        return new(ActionSaving.Done);
    }

    private async Task<ActionOutcome> WriteAsync(Guid id, Func<PortalDbContext, CancellationToken, Task<ActionOutcome>> write, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var written = await write(db, token);
                if (written.Result == ActionSaving.Done)
                {
                    await db.SaveChangesAsync(token);
                    await transaction.CommitAsync(token);
                }

                return written;
            },
            cancellationToken);
        if (outcome.Result == ActionSaving.Done)
        {
            hints.ActionMoved(id);
        }

        return outcome;
    }
}
