using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Privacy;

namespace Portal.Core.Data.Demo;

/// <summary>
/// Fills an empty database with a made-up month in Calais, with dates relative to today, so that whoever starts the portal
/// can try everything. All people are invented; the groups are those of the appeal.
/// </summary>
public sealed class DemoData(PortalDbContext db, TimeProvider clock, IPasswordHasher<Supporter> hasher, Vault vault, SubscriberTokens tokens)
{
    /// <summary>The one password of all demo accounts. It protects nothing: demo data never runs in production.</summary>
    public const string Password = "lanterns-on-the-dunes";

    /// <summary>What the authenticator apps of all demo people hold who need one, in base 32. It protects as little.</summary>
    public const string AuthenticatorSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /// <summary>The addresses one signs in with, in the order of what they may do.</summary>
    public static IReadOnlyList<string> Accounts { get; } =
        ["supporter@example.org", "volunteer@example.org", "lead@example.org", "organiser@example.org", "admin@example.org", "auditor@example.org"];

    /// <summary>Seeds once; false if there already is an organisation.</summary>
    public async Task<bool> SeedAsync(CancellationToken cancellationToken)
    {
        if (await db.Organisations.AnyAsync(cancellationToken))
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var random = new Random(20261122);
        var groups = DemoOrganisations.Add(db, clock);
        await DemoMeetingPoints.AddAsync(db, vault, clock, groups, cancellationToken);
        var people = DemoPeople.Add(db, clock, groups, HashOnce());
        await DemoAuthenticators.AddAsync(db, vault, clock, [people.Administrator, people.Auditor, .. people.Organisers.Values], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        DemoShifts.Add(db, clock, random, groups, people);
        await db.SaveChangesAsync(cancellationToken);
        DemoCallOuts.Add(db, clock, groups, people);
        DemoNeeds.Add(db, clock, groups, people);
        await DemoUpdates.AddAsync(db, clock, groups, people, cancellationToken);
        await DemoCircles.AddAsync(db, clock, people, cancellationToken);
        DemoActions.Add(db, clock, groups);
        DemoNewsletters.Add(db, clock, people, DemoReaders.Add(db, clock, people, tokens));
        await db.SaveChangesAsync(cancellationToken);
        await DemoLedger.AddAsync(db, clock, groups, people, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Hashing is slow on purpose; one hash serves all demo accounts, for they share a password.</summary>
    internal string HashOnce() =>
        hasher.HashPassword(new Supporter { DisplayName = "", CreatedAt = clock.GetUtcNow() }, Password);
}
