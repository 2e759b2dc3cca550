using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Organisations.Rules;

/// <summary>Reads the rules of the organisations that somebody organises for.</summary>
public sealed class RulesQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Those of one organisation (the first by name where none is named), in three commands; null where it is not this person's.</summary>
    public async Task<RulesPage?> FindAsync(Guid actorId, string? slug, CancellationToken cancellationToken)
    {
        var mine = db.OrganisedBy(actorId, clock.GetUtcNow());
        var organisations = await db.Organisations.AsNoTracking().Where(o => mine.Contains(o.Id)).OrderBy(o => o.Name).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken);
        if ((string.IsNullOrEmpty(slug) ? organisations.FirstOrDefault() : organisations.Find(o => o.Slug == slug)) is not { } here)
        {
            return null;
        }

        var plan = await db.Organisations.AsNoTracking().Where(o => o.Id == here.Id).Select(o => new RulesPlan(o.Rules, o.RevealHours, o.DutyPhone, o.BeforeYouCome) { HelpsOthers = o.HelpsOthers }).FirstAsync(cancellationToken);
        var conditions = await db.JoinConditions.AsNoTracking().Where(c => c.OrganisationId == here.Id && c.RetiredAt == null).OrderBy(c => c.Order).ThenBy(c => c.Id)
            .Select(c => new ConditionText(c.Id, c.Text)).ToListAsync(cancellationToken);
        return new(here, organisations, plan, conditions, Ids.New(clock));
    }
}
