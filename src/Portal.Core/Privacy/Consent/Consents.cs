using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Data;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;

namespace Portal.Core.Privacy.Consent;

/// <summary>All that somebody agreed to and can take back, in one place: what is on, and one tap for each.</summary>
public sealed class Consents(PortalDbContext db, SubscriptionService subscriptions, MembershipService memberships, PhoneService phones, CalendarFeedService calendars, TimeProvider clock)
{
    /// <summary>What is on.</summary>
    public async Task<OwnConsents> ReadAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var person = await db.Supporters.AsNoTracking().Where(s => s.Id == supporterId)
            .Select(s => new
            {
                s.WantsReminders,
                s.WantsCallOuts,
                Newsletter = db.Subscribers.Any(b => (b.SupporterId == s.Id || b.NormalizedAddress == s.NormalizedEmail) && b.State == SubscriberState.Confirmed),
                HasPhone = s.Phone != null,
                IsWelcomed = s.WelcomeFrom != null,
                HasCalendar = db.CalendarFeeds.Any(f => f.SupporterId == s.Id),
            })
            .SingleAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var rotas = await db.Memberships.AsNoTracking().Where(m => m.SupporterId == supporterId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            .OrderBy(m => m.Organisation!.Name).Select(m => new RotaConsent(m.OrganisationId, m.Organisation!.Name, m.MayBeAssigned)).ToListAsync(cancellationToken);
        return new(person.Newsletter, person.WantsReminders, person.WantsCallOuts, person.HasPhone, person.HasCalendar, person.IsWelcomed, rotas);
    }

    /// <summary>Gives or takes back one of them. A phone and a calendar's address cannot be given by a tap. False where it cannot be as wanted.</summary>
    /// <param name="organisationId">Whose rota, where it is about one.</param>
    public async Task<bool> SetAsync(Guid supporterId, ConsentKind kind, Guid? organisationId, bool on, CancellationToken cancellationToken)
    {
        var own = db.Supporters.Where(s => s.Id == supporterId);
        switch (kind)
        {
            case ConsentKind.Newsletter:
                return await subscriptions.SetForSupporterAsync(supporterId, on, cancellationToken);
            case ConsentKind.Reminders:
                return await own.ExecuteUpdateAsync(set => set.SetProperty(s => s.WantsReminders, on), cancellationToken) == 1;
            case ConsentKind.CallOuts:
                return await own.ExecuteUpdateAsync(set => set.SetProperty(s => s.WantsCallOuts, on), cancellationToken) == 1;
            case ConsentKind.Welcome when !on:
                return await own.ExecuteUpdateAsync(set => set.SetProperty(s => s.WelcomeFrom, (DateTimeOffset?)null), cancellationToken) == 1;
            case ConsentKind.Rota:
                return organisationId is { } id && await memberships.AllowAssignmentAsync(supporterId, id, on, cancellationToken);
            case ConsentKind.Phone when !on:
                return await phones.SaveAsync(supporterId, phone: null, cancellationToken);
            case ConsentKind.Calendar when !on:
                await calendars.StopAsync(supporterId, cancellationToken);
                return true;
            default:
                return false;
        }
    }
}

/// <summary>What can be agreed to.</summary>
public enum ConsentKind
{
    /// <summary>The newsletter.</summary>
    Newsletter,

    /// <summary>Reminders of one's shifts.</summary>
    Reminders,

    /// <summary>Urgent calls for people.</summary>
    CallOuts,

    /// <summary>That a phone is kept.</summary>
    Phone,

    /// <summary>That a calendar elsewhere reads one's shifts.</summary>
    Calendar,

    /// <summary>The mails of the first two weeks; once they are stopped they do not begin again.</summary>
    Welcome,

    /// <summary>That an organisation puts one on its rota without asking.</summary>
    Rota,
}

/// <summary>What somebody agreed to.</summary>
public sealed record OwnConsents(bool Newsletter, bool Reminders, bool CallOuts, bool Phone, bool Calendar, bool Welcome, IReadOnlyList<RotaConsent> Rotas);

/// <summary>Whether one organisation may put them on its rota.</summary>
public sealed record RotaConsent(Guid OrganisationId, string Organisation, bool On);
