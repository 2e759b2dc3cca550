using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Audiences;

/// <summary>What can be chosen for an audience.</summary>
/// <param name="Countries">Two-letter codes of countries that readers named.</param>
public sealed record AudienceChoices(IReadOnlyList<string> Countries, IReadOnlyList<NewsletterTopic> Topics)
{
    /// <summary>The names of campaigns in addresses.</summary>
    public IReadOnlyList<string> Campaigns => [.. Topics.Where(topic => !topic.IsOrganisation).Select(topic => topic.Slug)];

    /// <summary>Whether conditions ask for nothing that does not exist.</summary>
    public bool Allow(AudienceConditions conditions) =>
        conditions.Languages.All(Languages.All.ContainsKey)
        && conditions.Countries.All(Accounts.Countries.Contains)
        && conditions.Topics.All(id => Topics.Any(topic => topic.Id == id))
        && (conditions.VolunteersOf is not { } organisation || Topics.Any(topic => topic.IsOrganisation && topic.Id == organisation));
}

/// <summary>Something that readers can choose to hear of.</summary>
/// <param name="IsOrganisation">An organisation, otherwise a campaign.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="HasEnded">A campaign that has ended.</param>
public sealed record NewsletterTopic(Guid Id, LocalText Name, bool IsOrganisation, string Slug, bool HasEnded = false);

/// <summary>What readers can choose to hear of: the campaigns and the organisations.</summary>
public sealed class NewsletterTopics(PortalDbContext db)
{
    /// <summary>Campaigns first, each by name. Two queries.</summary>
    public async Task<IReadOnlyList<NewsletterTopic>> ListAsync(CancellationToken cancellationToken)
    {
        var campaigns = await db.Campaigns.AsNoTracking().Select(c => new { c.Id, c.Name, c.Slug, HasEnded = c.EndedAt != null }).ToListAsync(cancellationToken);
        var organisations = await db.Organisations.AsNoTracking().Select(o => new { o.Id, o.Name, o.Slug }).ToListAsync(cancellationToken);
        return
        [
            .. campaigns.Select(c => new NewsletterTopic(c.Id, c.Name, IsOrganisation: false, c.Slug, c.HasEnded)).OrderBy(t => t.Name.ToString(), StringComparer.CurrentCultureIgnoreCase),
            .. organisations.Select(o => new NewsletterTopic(o.Id, LocalText.Of(o.Name), IsOrganisation: true, o.Slug)).OrderBy(t => t.Name.ToString(), StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    /// <summary>What a reader is offered: no campaign that has ended, unless it was chosen before. Whoever chose only that one would else hear of all.</summary>
    public async Task<IReadOnlyList<NewsletterTopic>> OfferedAsync(IReadOnlyCollection<Guid> chosen, CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(topic => !topic.HasEnded || chosen.Contains(topic.Id))];

    /// <summary>What can be chosen for an audience. Three queries.</summary>
    public async Task<AudienceChoices> ChoicesAsync(CancellationToken cancellationToken)
    {
        var countries = await db.Subscribers.Where(s => s.State == SubscriberState.Confirmed && s.Country != null).Select(s => s.Country!).Distinct().ToListAsync(cancellationToken);
        return new AudienceChoices(countries, await ListAsync(cancellationToken));
    }
}
