using Bogus;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Data.Demo;

/// <summary>How much of everything to make for measuring.</summary>
public sealed record SeedSize(int Shifts, int Volunteers, int Subscribers);

/// <summary>
/// Makes large sets for measuring on top of the demo data, the same on every machine (fixed seed):
/// <c>v00001@example.org</c> and on with the demo password, confirmed and members; public shifts; confirmed subscribers.
/// </summary>
public sealed class LargeSeed(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, IPasswordHasher<Supporter> hasher, SubscriberTokens tokens)
{
    private const int Slice = 2_000;

    /// <summary>Adds the sets; run again, it fails on the first address that exists.</summary>
    public async Task SeedAsync(SeedSize size, CancellationToken cancellationToken)
    {
        Randomizer.Seed = new Random(20261122);
        var organisations = await OrganisationsAsync(cancellationToken);
        var hash = hasher.HashPassword(new Supporter { DisplayName = "", CreatedAt = clock.GetUtcNow() }, DemoData.Password);
        var faker = new Faker("en");
        await InSlicesAsync(size.Volunteers, (db, n) => AddVolunteer(db, faker, n, hash, organisations), cancellationToken);
        var plan = await ActivitiesAsync(cancellationToken);
        await InSlicesAsync(size.Shifts, (db, n) => AddShift(db, faker, n, plan), cancellationToken);
        await InSlicesAsync(size.Subscribers, (db, n) => AddSubscriber(db, n), cancellationToken);
    }

    private async Task InSlicesAsync(int count, Action<PortalDbContext, int> add, CancellationToken cancellationToken)
    {
        foreach (var slice in Enumerable.Range(1, count).Chunk(Slice))
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            foreach (var n in slice)
            {
                add(db, n);
            }

            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private void AddVolunteer(PortalDbContext db, Faker faker, int n, string hash, List<Organisation> organisations)
    {
        var person = DemoPeople.Person(db, clock, hash, $"v{n:00000}@example.org", faker.Name.FirstName(), faker.PickRandom("FR", "GB", "DE", "BE", "NL", "IE"), ["en"]);
        DemoPeople.Join(db, clock, person, MembershipRole.Volunteer, [.. organisations]);
    }

    private void AddShift(PortalDbContext db, Faker faker, int n, List<(Activity Activity, Guid? SiteId)> plan)
    {
        var (activity, site) = plan[n % plan.Count];
        var start = clock.GetUtcNow().AddHours(24 + (n * 55 * 24 / 1_000.0 % (55 * 24)));
        var shift = new Shift
        {
            Id = Ids.New(clock),
            OrganisationId = activity.OrganisationId,
            ActivityId = activity.Id,
            SiteId = site,
            StartsAt = Instants.Rounded(start),
            EndsAt = Instants.Rounded(start.AddHours(3)),
            Visibility = Visibility.Public,
            CreatedAt = clock.GetUtcNow(),
        };
        shift.Positions.Add(new Position { Id = Ids.New(clock), ShiftId = shift.Id, Name = LocalText.Of("Team", "Équipe"), Minimum = 2, Capacity = faker.Random.Int(4, 40), BeginnerFriendly = true });
        shift.TryPublish(clock.GetUtcNow());
        db.Shifts.Add(shift);
        db.Entry(shift.Positions[0]).Property(p => p.BookableUntil).CurrentValue = shift.StartsAt;
    }

    private void AddSubscriber(PortalDbContext db, int n)
    {
        var address = $"s{n:000000}@example.org";
        var now = clock.GetUtcNow();
        db.Subscribers.Add(new Subscriber
        {
            Id = Ids.New(clock),
            Address = address,
            NormalizedAddress = SubscriberAddress.Normalize(address),
            Language = n % 4 == 0 ? "fr" : "en",
            State = SubscriberState.Confirmed,
            RequestedAt = now,
            ConfirmedAt = now,
            ConsentText = 1,
            AddressHash = tokens.HashOf(new SubscriberAddress(address, SubscriberAddress.Normalize(address))),
        });
    }

    private async Task<List<Organisation>> OrganisationsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Organisations.AsNoTracking().OrderBy(o => o.Slug).ToListAsync(cancellationToken);
    }

    private async Task<List<(Activity Activity, Guid? SiteId)>> ActivitiesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var activities = await db.Activities.AsNoTracking().OrderBy(a => a.Id).ToListAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancellationToken);
        return [.. activities.Select(a => (a, sites.Find(s => s.OrganisationId == a.OrganisationId)?.Id))];
    }
}
