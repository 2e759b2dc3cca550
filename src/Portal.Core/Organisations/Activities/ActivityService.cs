using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Organisations.Activities;

/// <summary>The kinds of work of an organisation, as its organisers write them. None is ever deleted: shifts of it were, and hours count.</summary>
public sealed class ActivityService(Retry retry, TimeProvider clock)
{
    /// <summary>Adds one; the form's key is its identifier, so that a double tap adds one.</summary>
    public Task<ActivityOutcome> AddAsync(Guid actorId, Guid formKey, Guid organisationId, ActivityPlan plan, CancellationToken cancellationToken) => WriteAsync(
        plan,
        async (db, clean, token) =>
        {
            if (!await db.OrganisedBy(actorId, clock.GetUtcNow()).ContainsAsync(organisationId, token))
            {
                return new(ActivityResult.NotFound);
            }

            if (await db.Activities.Where(a => a.Id == formKey).Select(a => (Guid?)a.OrganisationId).FirstOrDefaultAsync(token) is { } known)
            {
                return new(known == organisationId ? ActivityResult.Done : ActivityResult.NotFound);
            }

            var activity = new Activity { Id = formKey, OrganisationId = organisationId, Name = clean.Name, DefaultVisibility = clean.DefaultVisibility };
            db.Activities.Add(activity);
            return await FillAsync(db, activity, clean, token);
        },
        cancellationToken);

    /// <summary>Writes one anew.</summary>
    public Task<ActivityOutcome> EditAsync(Guid actorId, Guid activityId, ActivityPlan plan, CancellationToken cancellationToken) => WriteAsync(
        plan,
        async (db, clean, token) =>
        {
            var now = clock.GetUtcNow();
            var activity = await db.Activities.FirstOrDefaultAsync(a => a.Id == activityId && db.OrganisedBy(actorId, now).Contains(a.OrganisationId), token);
            return activity is null ? new(ActivityResult.NotFound) : await FillAsync(db, activity, clean, token);
        },
        cancellationToken);

    /// <summary>Plans no new shifts of it, or does again unless another is called so by now. Shifts that are planned stay.</summary>
    public Task<ActivityOutcome> RetireAsync(Guid actorId, Guid activityId, bool retired, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            if (await db.Activities.FirstOrDefaultAsync(a => a.Id == activityId && db.OrganisedBy(actorId, now).Contains(a.OrganisationId), token) is not { } activity)
            {
                return new ActivityOutcome(ActivityResult.NotFound);
            }

            if (!retired && activity.RetiredAt is not null && await TakenAsync(db, activity, activity.Name, token) is { Count: > 0 } taken)
            {
                return new(ActivityResult.Refused, taken);
            }

            activity.RetiredAt = retired ? activity.RetiredAt ?? now : null;
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return new(ActivityResult.Done);
        },
        cancellationToken);

    private Task<ActivityOutcome> WriteAsync(ActivityPlan plan, Func<PortalDbContext, ActivityPlan, CancellationToken, Task<ActivityOutcome>> write, CancellationToken cancellationToken)
    {
        var clean = plan.Cleaned();
        return clean.Faults() is { Count: > 0 } faults ? Task.FromResult(new ActivityOutcome(ActivityResult.Refused, faults)) : retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var outcome = await write(db, clean, token);
                if (outcome.Result == ActivityResult.Done)
                {
                    await db.SaveChangesAsync(token);
                    await transaction.CommitAsync(token);
                }

                return outcome;
            },
            cancellationToken);
    }

    private static async Task<ActivityOutcome> FillAsync(PortalDbContext db, Activity activity, ActivityPlan plan, CancellationToken cancellationToken)
    {
        // What it grants already stays possible, also where that kind was retired since.
        if (plan.GrantsKindId is { } kind && kind != activity.GrantsKindId
            && !await db.QualificationKinds.AnyAsync(k => k.Id == kind && k.RetiredAt == null && (k.OrganisationId == null || k.OrganisationId == activity.OrganisationId), cancellationToken))
        {
            return new(ActivityResult.UnknownKind);
        }

        if (await TakenAsync(db, activity, plan.Name, cancellationToken) is { Count: > 0 } taken)
        {
            return new(ActivityResult.Refused, taken);
        }

        (activity.Name, activity.Description, activity.Bring) = (plan.Name, plan.Description, plan.Bring);
        (activity.DefaultVisibility, activity.GrantsKindId) = (plan.DefaultVisibility, plan.GrantsKindId);
        return new(ActivityResult.Done);
    }

    /// <summary>Whether another of the organisation is called so. One after the other: of two who choose one name at once, the second sees the first.</summary>
    private static async Task<List<TextFault>> TakenAsync(PortalDbContext db, Activity activity, LocalText name, CancellationToken cancellationToken)
    {
        await db.Organisations.Where(o => o.Id == activity.OrganisationId).ExecuteUpdateAsync(set => set.SetProperty(o => o.Slug, o => o.Slug), cancellationToken);
        var others = await db.Activities.Where(a => a.OrganisationId == activity.OrganisationId && a.Id != activity.Id && a.RetiredAt == null).Select(a => a.Name).ToListAsync(cancellationToken);
        return [.. TextFault.Taken(nameof(ActivityPlan.Name), name, others)];
    }
}
