using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Accounts;

/// <summary>
/// Joining. The answer never tells whether an address is known: an address with a confirmed account gets a mail that says so;
/// one that was never confirmed takes what was registered last, which whoever confirms it must show to be theirs.
/// </summary>
public sealed class RegistrationService(
    Retry retry,
    PasswordRules rules,
    IPasswordHasher<Supporter> hasher,
    AccountMail mail,
    SubscriptionService subscriptions,
    TimeProvider clock)
{
    /// <summary>Makes the account and asks to confirm its address. What is wrong with the registration, or nothing: then a mail is on its way.</summary>
    public async Task<RegistrationOutcome> RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        var (name, flaws) = SelfDescription.Check(registration.DisplayName, registration.Country, registration.Speaks, registration.Intentions);
        var address = AccountAddress.Clean(registration.Email);
        var person = NewSupporter(registration, name ?? "", address ?? "");
        IReadOnlyList<AccountFlaw> all = [.. flaws, .. address is null ? [AccountFlaw.AddressUnfit] : Array.Empty<AccountFlaw>(), .. await rules.FlawsOfAsync(registration.Password, person)];
        if (all.Count > 0)
        {
            return new(all, Mark: null);
        }

        // Hashing takes its time before it is known whether the address is.
        person.PasswordHash = hasher.HashPassword(person, registration.Password);
        var mailMayGo = await mail.MayGoAsync(person.Email!, cancellationToken);
        var joined = await retry.RunAsync((db, token) => JoinOnceAsync(db, person, mailMayGo, token), cancellationToken);
        mail.Announce();
        if (joined is { } id)
        {
            // Also a "no" is said: whoever registered this address before may have ticked the box for somebody else.
            await subscriptions.SetForSupporterAsync(id, registration.WantsNewsletter, cancellationToken);
        }

        return new([], person.SecurityStamp);
    }

    private async Task<Guid?> JoinOnceAsync(PortalDbContext db, Supporter person, bool mailMayGo, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await KnownAsync(db, person, cancellationToken);
        if (known is { EmailConfirmed: true } or { SuspendedAt: not null })
        {
            mail.Add(db, known, AlreadyRegisteredLetter.Name, mailMayGo);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }

        if (known is not null && !mailMayGo)
        {
            // No new mail may go, so the one that went must keep its worth: nothing changes.
            return null;
        }

        if (known is null)
        {
            db.AddRange(person, new SupporterLock { SupporterId = person.Id });
        }
        else
        {
            Replace(known, person);
            await db.EmailCodes.Where(c => c.SupporterId == known.Id).ExecuteDeleteAsync(cancellationToken);
        }

        mail.Add(db, known ?? person, ConfirmAddressLetter.Name, mailMayGo);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (known ?? person).Id;
    }

    // An account that is not confirmed yet is held for the rest of the transaction: of many who register one address at once, each finds what the one before wrote.
    private static async Task<Supporter?> KnownAsync(PortalDbContext db, Supporter person, CancellationToken cancellationToken)
    {
        var known = await db.Supporters.SingleOrDefaultAsync(s => s.NormalizedEmail == person.NormalizedEmail, cancellationToken);
        if (known is { EmailConfirmed: false } && await db.LockSupporterAsync(known.Id, cancellationToken))
        {
            await db.Entry(known).ReloadAsync(cancellationToken);
        }

        return known;
    }

    private Supporter NewSupporter(Registration registration, string name, string address)
    {
        var now = clock.GetUtcNow();
        return new Supporter
        {
            Id = Ids.New(clock),
            DisplayName = name,
            UserName = address,
            NormalizedUserName = AccountAddress.Normalized(address),
            Email = address,
            NormalizedEmail = AccountAddress.Normalized(address),
            SecurityStamp = SecurityStamps.New(),
            ConcurrencyStamp = SecurityStamps.New(),
            Country = string.IsNullOrEmpty(registration.Country) ? null : registration.Country,
            SpokenLanguages = [.. registration.Speaks.Distinct(StringComparer.Ordinal)],
            Intentions = Intentions.InOrder(registration.Intentions),
            Language = Resources.Languages.Known(registration.Language),
            TimeZone = TimeZones.Known(registration.TimeZone) ?? "",
            AdultSince = now,
            CodeOfConduct = Accounts.CodeOfConduct.CurrentVersion,
            CreatedAt = now,
        };
    }

    // With the password changes the stamp: sessions and marks of whoever registered this address before count no more.
    private static void Replace(Supporter known, Supporter person)
    {
        known.DisplayName = person.DisplayName;
        known.PasswordHash = person.PasswordHash;
        known.SecurityStamp = person.SecurityStamp;
        known.ConcurrencyStamp = person.ConcurrencyStamp;
        known.Country = person.Country;
        known.SpokenLanguages = person.SpokenLanguages;
        known.Intentions = person.Intentions;
        known.Language = person.Language;
        known.TimeZone = person.TimeZone;
        known.AdultSince = person.AdultSince;
        known.CodeOfConduct = person.CodeOfConduct;
        known.CreatedAt = person.CreatedAt;
    }
}
