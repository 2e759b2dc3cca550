using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts;

/// <summary>Reads one's own account.</summary>
public sealed class ProfileQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The profile of a supporter.</summary>
    public Task<Profile> ReadAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().Where(s => s.Id == supporterId)
            .Select(s => new Profile(s.DisplayName, s.Country, s.SpokenLanguages, s.Intentions, s.TimeZone, s.Language))
            .SingleAsync(cancellationToken);

    /// <summary>How a supporter would like to help.</summary>
    public Task<List<string>> IntentionsAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().Where(s => s.Id == supporterId).Select(s => s.Intentions).SingleAsync(cancellationToken);

    /// <summary>What a supporter wants to be mailed. The newsletter's switch is on where the address gets it, whoever asked for it.</summary>
    public Task<MailWishes> WishesAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().Where(s => s.Id == supporterId)
            .Select(s => new MailWishes(
                s.WantsReminders,
                s.WantsCallOuts,
                db.Subscribers.Any(b => (b.SupporterId == s.Id || b.NormalizedAddress == s.NormalizedEmail) && b.State == SubscriberState.Confirmed)))
            .SingleAsync(cancellationToken);

    /// <summary>What a supporter is in which organisations now, and until when.</summary>
    public async Task<IReadOnlyList<OwnRole>> RolesAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Memberships.AsNoTracking().Where(m => m.SupporterId == supporterId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            .OrderBy(m => m.Organisation!.Name)
            .Select(m => new OwnRole(new OrganisationRef(m.OrganisationId, m.Organisation!.Slug, m.Organisation.Name), m.Role, m.EndsAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The address a supporter signs in with.</summary>
    public Task<string> AddressAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().Where(s => s.Id == supporterId).Select(s => s.Email!).SingleAsync(cancellationToken);

    /// <summary>The account itself, for signing it in anew.</summary>
    public Task<Supporter> AccountAsync(Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().SingleAsync(s => s.Id == supporterId, cancellationToken);
}
