using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;

namespace Portal.Core.Accounts;

/// <summary>Changing what one said about oneself.</summary>
public sealed class ProfileService(PortalDbContext db, SubscriptionService subscriptions)
{
    /// <summary>Keeps a profile. What is wrong with it, or nothing: then all of it is kept.</summary>
    public async Task<IReadOnlyList<AccountFlaw>> SaveAsync(Guid supporterId, Profile profile, CancellationToken cancellationToken)
    {
        var (name, flaws) = SelfDescription.Check(profile.DisplayName, profile.Country, profile.Speaks, profile.Intentions);
        flaws =
        [
            .. flaws,
            .. profile.TimeZone.Length == 0 || TimeZones.Contains(profile.TimeZone) ? Array.Empty<AccountFlaw>() : [AccountFlaw.TimeZoneUnknown],
            .. Languages.All.ContainsKey(profile.Language) ? Array.Empty<AccountFlaw>() : [AccountFlaw.LanguageUnknown],
        ];
        if (flaws.Count > 0)
        {
            return flaws;
        }

        var supporter = await db.Supporters.SingleAsync(s => s.Id == supporterId, cancellationToken);
        supporter.DisplayName = name!;
        supporter.Country = string.IsNullOrEmpty(profile.Country) ? null : profile.Country;
        supporter.SpokenLanguages = [.. profile.Speaks.Distinct(StringComparer.Ordinal)];
        supporter.Intentions = Intentions.InOrder(profile.Intentions);
        supporter.TimeZone = profile.TimeZone;
        supporter.Language = profile.Language;
        await db.SaveChangesAsync(cancellationToken);
        return [];
    }

    /// <summary>Speaks another of the portal's languages with a person from now on.</summary>
    public Task SpeakAsync(Guid supporterId, string language, CancellationToken cancellationToken)
    {
        var known = Languages.Known(language);
        return db.Supporters.Where(s => s.Id == supporterId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Language, known), cancellationToken);
    }

    /// <summary>Keeps what a person wants to be mailed. False when the newsletter cannot be had, because the address refused mail before.</summary>
    public async Task<bool> SetWishesAsync(Guid supporterId, MailWishes wishes, CancellationToken cancellationToken)
    {
        await db.Supporters
            .Where(s => s.Id == supporterId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.WantsReminders, wishes.Reminders).SetProperty(s => s.WantsCallOuts, wishes.CallOuts), cancellationToken);
        return await subscriptions.SetForSupporterAsync(supporterId, wishes.Newsletter, cancellationToken);
    }
}
