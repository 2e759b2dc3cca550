using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Accounts;

/// <summary>Reads one's own account.</summary>
public sealed class ProfileQueries(PortalDbContext db)
{
    /// <summary>The profile of a supporter.</summary>
    public Task<Profile> ReadAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().Where(s => s.Id == supporterId)
            .Select(s => new Profile(s.DisplayName, s.Country, s.SpokenLanguages, s.TimeZone, s.Language))
            .SingleAsync(cancellationToken);

    /// <summary>What a supporter wants to be mailed. The newsletter's switch is on where the address gets it, whoever asked for it.</summary>
    public Task<MailWishes> WishesAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().Where(s => s.Id == supporterId)
            .Select(s => new MailWishes(
                s.WantsReminders,
                s.WantsCallOuts,
                db.Subscribers.Any(b => (b.SupporterId == s.Id || b.NormalizedAddress == s.NormalizedEmail) && b.State == SubscriberState.Confirmed)))
            .SingleAsync(cancellationToken);

    /// <summary>The address a supporter signs in with.</summary>
    public Task<string> AddressAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().Where(s => s.Id == supporterId).Select(s => s.Email!).SingleAsync(cancellationToken);

    /// <summary>The account itself, for signing it in anew.</summary>
    public Task<Supporter> AccountAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().SingleAsync(s => s.Id == supporterId, cancellationToken);
}
