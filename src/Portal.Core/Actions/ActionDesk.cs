using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Actions;

/// <summary>Reads the actions of the organisations that somebody organises for.</summary>
public sealed class ActionDesk(PortalDbContext db, TimeProvider clock)
{
    /// <summary>One page of them, those that run first, and how many there are, in two commands.</summary>
    public async Task<(IReadOnlyList<OwnAction> Actions, int Count)> ListAsync(Guid actorId, int page, CancellationToken cancellationToken)
    {
        var (today, own) = (ActionDay.Today(clock), Mine(actorId));
        var actions = await own
            .OrderBy(a => a.EndedAt != null || a.Deadline < today).ThenByDescending(a => a.Deadline).ThenBy(a => a.Id)
            .Skip((page - 1) * ActionQueries.PageSize).Take(ActionQueries.PageSize)
            .Select(a => new OwnAction(
                a.Id, a.Title, a.Organisation!.Name, a.Done, a.Goal, a.Deadline, a.EndedAt == null && a.Deadline >= today,
                db.ActionsDone.Count(d => d.ActionId == a.Id && d.Sentence != null && d.PublishedAt == null && d.LeftAt == null)))
            .ToListAsync(cancellationToken);
        return (actions, await own.CountAsync(cancellationToken));
    }

    /// <summary>One of them as it is written, or null.</summary>
    public Task<WrittenAction?> FindAsync(Guid actorId, Guid id, CancellationToken cancellationToken) => Mine(actorId).Where(a => a.Id == id)
        .Select(a => new WrittenAction(
            a.Id, a.Version, a.EndedAt != null, a.Done,
            new ActionPlan(a.Kind, a.Title, a.Lead, a.Steps, a.Draft) { Goal = a.Goal, Deadline = a.Deadline, Languages = a.Languages, CampaignId = a.CampaignId }))
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The organisations one writes for.</summary>
    public async Task<IReadOnlyList<OrganisationRef>> OrganisationsAsync(Guid actorId, CancellationToken cancellationToken) =>
        await db.WrittenForBy(actorId, clock.GetUtcNow()).ToListAsync(cancellationToken);

    private IQueryable<SolidarityAction> Mine(Guid actorId)
    {
        var now = clock.GetUtcNow();
        return db.SolidarityActions.AsNoTracking().Where(a => db.OrganisedBy(actorId, now).Contains(a.OrganisationId));
    }
}

/// <summary>An action in its organisers' list, with the sentences that wait for them.</summary>
public sealed record OwnAction(Guid Id, LocalText Title, string Organisation, int Done, int Goal, DateOnly Deadline, bool Runs, int Waiting);

/// <summary>An action as it is written.</summary>
public sealed record WrittenAction(Guid Id, int Version, bool Ended, int Done, ActionPlan Plan);
