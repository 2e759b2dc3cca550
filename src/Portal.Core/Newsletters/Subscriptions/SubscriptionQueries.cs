using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters.Audiences;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>What pages ask about subscriptions.</summary>
public sealed class SubscriptionQueries(PortalDbContext db, SubscriberTokens tokens, TimeProvider clock)
{
    /// <summary>Whether the newsletter comes to the account's confirmed address.</summary>
    public Task<bool> WantsAsync(Guid supporterId, CancellationToken cancellationToken) => db.Supporters.AnyAsync(
        p => p.Id == supporterId && p.EmailConfirmed
            && db.Subscribers.Any(s => s.NormalizedAddress == p.NormalizedEmail && s.State == SubscriberState.Confirmed),
        cancellationToken);

    /// <summary>Whether the subscription that a confirming link stands for has begun. False for whoever does not hold the link.</summary>
    public async Task<bool> IsConfirmedAsync(Guid subscriberId, string? token, CancellationToken cancellationToken) =>
        tokens.ConfirmSignedAt(subscriberId, token) is not null && await IsAsync(subscriberId, SubscriberState.Confirmed, cancellationToken);

    /// <summary>Whether the subscription that an unsubscribe link stands for was ended. False for whoever does not hold the link.</summary>
    public async Task<bool> HasLeftAsync(Guid subscriberId, string? token, CancellationToken cancellationToken) =>
        tokens.MayLeave(subscriberId, token) && await IsAsync(subscriberId, SubscriberState.Unsubscribed, cancellationToken);

    /// <summary>How many people an issue for such readers would reach now, and why others are left out. One query.</summary>
    public async Task<Audience> AudienceAsync(AudienceConditions conditions, CancellationToken cancellationToken) =>
        Audience.Of(await AudienceQuery.Groups(db, conditions, clock.GetUtcNow()).ToListAsync(cancellationToken));

    /// <summary>One import and the name of who did it, or null.</summary>
    public async Task<(SubscriberImport Import, string By)?> ImportAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await db.SubscriberImports.AsNoTracking().Where(i => i.Id == id)
            .Select(i => new { Import = i, By = db.Supporters.Where(p => p.Id == i.ById).Select(p => p.DisplayName).First() })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Import, found.By);
    }

    private Task<bool> IsAsync(Guid subscriberId, SubscriberState state, CancellationToken cancellationToken) =>
        db.Subscribers.AnyAsync(s => s.Id == subscriberId && s.State == state, cancellationToken);
}
