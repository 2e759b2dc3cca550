using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>Makes what is looked at before a newsletter goes out: whom it reaches, and what it looks like now.</summary>
public sealed class NewsletterReview(SubscriptionQueries subscriptions, NewsletterTopics topics, NewsletterBlocks blocks, Phrasebook texts)
{
    /// <summary>Both.</summary>
    public async Task<ReviewModel> OfAsync(NewsletterDetails newsletter, CancellationToken cancellationToken)
    {
        var reach = await ReachAsync(newsletter, cancellationToken);
        var filled = await blocks.FillAsync(newsletter.Editions, cancellationToken);
        return new(newsletter, [.. filled.Select(FrozenEditions.Render)], reach);
    }

    /// <summary>Whom it reaches now.</summary>
    public async Task<ReachModel> ReachAsync(NewsletterDetails newsletter, CancellationToken cancellationToken)
    {
        var audience = await subscriptions.AudienceAsync(newsletter.Conditions, cancellationToken);
        var known = newsletter.Conditions.NamesTopics ? await topics.ListAsync(cancellationToken) : [];
        return ReachModel.Of(audience, newsletter.Conditions, known, newsletter.MainLanguage, [.. newsletter.Editions.Select(e => e.Language)], texts);
    }
}
