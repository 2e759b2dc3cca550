using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>What a reader wants of the newsletter.</summary>
/// <param name="Country">Two-letter code, or null.</param>
/// <param name="TimeZone">IANA name, or empty for the coalition's.</param>
/// <param name="Topics">Campaigns and organisations; none means everything.</param>
public sealed record Preferences(string Language, string? Country, string TimeZone, IReadOnlyList<Guid> Topics);

/// <summary>A reader's preferences as their page shows them: whoever holds the link sees them, so the address is not told whole.</summary>
public sealed record PreferencesSheet(string MaskedAddress, bool IsReader, Preferences Preferences);

/// <summary>Reading and changing what one wants of the newsletter, without an account: the token in the link is the proof.</summary>
public sealed class SubscriberPreferences(PortalDbContext db, SubscriberTokens tokens)
{
    /// <summary>What is kept, or null for who does not hold the link.</summary>
    public async Task<PreferencesSheet?> FindAsync(Guid subscriberId, string? token, CancellationToken cancellationToken) =>
        tokens.MayPrefer(subscriberId, token)
        && await db.Subscribers.AsNoTracking().Include(s => s.Topics).SingleOrDefaultAsync(s => s.Id == subscriberId, cancellationToken) is { } subscriber
            ? new(Masked(subscriber.Address), subscriber.State == SubscriberState.Confirmed, new(subscriber.Language, subscriber.Country, subscriber.TimeZone, [.. subscriber.Topics.Select(t => t.TopicId)]))
            : null;

    /// <summary>Keeps what is wanted. Topics that there are not are left out. False for who does not hold the link, or is no reader any more.</summary>
    public async Task<bool> SaveAsync(Guid subscriberId, string? token, Preferences wanted, IReadOnlyCollection<Guid> topics, CancellationToken cancellationToken)
    {
        if (!tokens.MayPrefer(subscriberId, token)
            || await db.Subscribers.Include(s => s.Topics).SingleOrDefaultAsync(s => s.Id == subscriberId && s.State == SubscriberState.Confirmed, cancellationToken) is not { } subscriber)
        {
            return false;
        }

        subscriber.Language = Languages.Known(wanted.Language);
        subscriber.Country = wanted.Country is { } country && Countries.Contains(country) ? country : null;
        subscriber.TimeZone = TimeZones.Known(wanted.TimeZone) ?? "";
        subscriber.Choose(wanted.Topics.Where(topics.Contains));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>The subscription of an account's confirmed address, or null while there is none.</summary>
    public Task<Guid?> OfAccountAsync(Guid supporterId, CancellationToken cancellationToken) => db.Subscribers
        .Where(s => s.State == SubscriberState.Confirmed && db.Supporters.Any(p => p.Id == supporterId && p.EmailConfirmed && p.NormalizedEmail == s.NormalizedAddress))
        .Select(s => (Guid?)s.Id).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Enough of an address for its owner to know it, such as <c>a•••@e•••.org</c>.</summary>
    internal static string Masked(string address)
    {
        var at = address.LastIndexOf('@');
        var dot = address.LastIndexOf('.');
        return $"{First(address)}•••@{First(address[(at + 1)..])}•••{(dot > at ? address[dot..] : "")}";
    }

    private static string First(string text) => text.EnumerateRunes().First().ToString();
}
