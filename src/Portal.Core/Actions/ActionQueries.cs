using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Actions;

/// <summary>Reads actions. All of them are public; of who did one only the number is.</summary>
public sealed class ActionQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Actions on a page.</summary>
    public const int PageSize = 50;

    private const int Sentences = 20;

    /// <summary>Today, by the clocks that deadlines go by.</summary>
    public DateOnly Today => ActionDay.Today(clock);

    /// <summary>One page of those that a filter lets through and how many there are, in two commands: those that run by their last day, those that are over the newest first.</summary>
    public async Task<(IReadOnlyList<ActionCard> Actions, int Count)> ListAsync(ActionFilter filter, int page, Guid? readerId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = Found(db, filter);
        var ordered = filter.Past ? found.OrderByDescending(a => a.Deadline).ThenByDescending(a => a.Id) : found.OrderBy(a => a.Deadline).ThenBy(a => a.Id);
        var actions = await Cards(db, ordered.Skip((page - 1) * PageSize).Take(PageSize), readerId).ToListAsync(cancellationToken);
        return (actions, page == 1 && actions.Count < PageSize ? actions.Count : await found.CountAsync(cancellationToken));
    }

    /// <summary>Up to <paramref name="most"/> that run and that the reader has not done, those that end first; for the first page and the front page.</summary>
    public async Task<IReadOnlyList<ActionCard>> SuggestAsync(Guid? readerId, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var open = Found(db, new ActionFilter()).Where(a => !db.ActionsDone.Any(d => d.ActionId == a.Id && d.SupporterId == readerId));
        return await Cards(db, open.OrderBy(a => a.Deadline).ThenBy(a => a.Id).Take(most), readerId).ToListAsync(cancellationToken);
    }

    /// <summary>Those of a campaign that run.</summary>
    public async Task<IReadOnlyList<ActionCard>> OfCampaignAsync(Guid campaignId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Cards(db, Found(db, new ActionFilter()).Where(a => a.CampaignId == campaignId).OrderBy(a => a.Deadline).ThenBy(a => a.Id).Take(PageSize), readerId: null).ToListAsync(cancellationToken);
    }

    /// <summary>One action as its page shows it; null where there is none. Three commands.</summary>
    public async Task<ActionDetails?> FindAsync(Guid id, Guid? readerId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await Cards(db, db.SolidarityActions.Where(a => a.Id == id), readerId).FirstOrDefaultAsync(cancellationToken) is not { } card)
        {
            return null;
        }

        var more = await db.SolidarityActions.AsNoTracking().Where(a => a.Id == id)
            .Select(a => new
            {
                a.Steps,
                a.Draft,
                Own = db.ActionsDone.Where(d => d.ActionId == id && d.SupporterId == readerId).Select(d => d.Sentence).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        return new(card, more.Steps, more.Draft)
        {
            OwnSentence = more.Own,
            Said = await db.ActionsDone.AsNoTracking().Where(d => d.ActionId == id && d.PublishedAt != null && d.Sentence != null)
                .OrderByDescending(d => d.PublishedAt).Take(Sentences).Select(d => new PublishedSentence(d.Sentence!, d.Language)).ToListAsync(cancellationToken),
        };
    }

    /// <summary>The newest numbers of these actions, for live screens.</summary>
    public async Task<IReadOnlyList<DoneFrame>> NumbersAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SolidarityActions.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new DoneFrame(a.Id, a.Done, a.Goal)).ToListAsync(cancellationToken);
    }

    private IQueryable<SolidarityAction> Found(PortalDbContext db, ActionFilter filter)
    {
        var today = Today;
        var actions = db.SolidarityActions.AsNoTracking().Where(a => (a.EndedAt == null && a.Deadline >= today) != filter.Past);
        actions = filter.Kind is { } kind ? actions.Where(a => a.Kind == kind) : actions;
        return filter.Language is { } language ? actions.Where(a => a.Languages.Count == 0 || a.Languages.Contains(language)) : actions;
    }

    private static IQueryable<ActionCard> Cards(PortalDbContext db, IQueryable<SolidarityAction> actions, Guid? readerId) => actions.Select(a => new ActionCard(
        a.Id, a.Kind, a.Title, a.Lead, a.Done, a.Goal, a.Deadline, a.EndedAt, a.Languages,
        new OrganisationRef(a.OrganisationId, a.Organisation!.Slug, a.Organisation.Name),
        db.Campaigns.Where(c => c.Id == a.CampaignId).Select(c => new CampaignLink(c.Slug, c.Name)).FirstOrDefault(),
        db.ActionsDone.Any(d => d.ActionId == a.Id && d.SupporterId == readerId)));
}
