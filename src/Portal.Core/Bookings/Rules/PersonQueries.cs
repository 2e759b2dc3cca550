using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Bookings.Rules;

/// <summary>Reads what the rules know about a person.</summary>
public sealed class PersonQueries(PortalDbContext db, TimeProvider clock)
{
    // Work that ended longer ago than this tires nobody any more, whatever an organisation's rules say.
    private static readonly TimeSpan Tiring = TimeSpan.FromHours(48);

    // Two commands: SQLite takes longer to plan one with two outer joins than to answer both of these.
    private static readonly CompiledQuery<Func<PortalDbContext, Guid, DateTimeOffset, CancellationToken, Task<Person?>>> One = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken _) => db.Supporters.AsNoTracking().AsSingleQuery()
            .Where(s => s.Id == supporterId)
            .Select(s => new Person(s.Id, s.EmailConfirmed, s.SuspendedAt != null)
            {
                Language = s.Language,
                Speaks = s.SpokenLanguages,
                Memberships = db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new PersonMembership(m.OrganisationId, m.Role, m.State))
                    .ToList(),
            })
            .FirstOrDefault()));

    private static readonly CompiledQuery<Func<PortalDbContext, Guid, DateTimeOffset, IAsyncEnumerable<PersonFact>>> Facts = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid supporterId, DateTimeOffset since) => db.Set<PersonFact>().AsNoTracking()
            .Where(f => f.SupporterId == supporterId && (f.EndsAt == null || f.EndsAt > since))));

    /// <summary>The person, in two commands; null when there is no such account.</summary>
    public Task<Person?> FindAsync(Guid supporterId, CancellationToken cancellationToken) =>
        FindAsync(db, supporterId, clock.GetUtcNow(), cancellationToken);

    /// <summary>A person whose account and memberships were read with the request, with everything else the rules know, in one command.</summary>
    public Task<Person> CompleteAsync(Person person, CancellationToken cancellationToken) =>
        CompleteAsync(db, person, clock.GetUtcNow(), cancellationToken);

    internal static async Task<Person?> FindAsync(PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await One.For(db)(db, supporterId, now, cancellationToken) is { } person
            ? await CompleteAsync(db, person, now, cancellationToken)
            : null;

    /// <summary>Several people by their identifiers, in two commands.</summary>
    internal static async Task<Dictionary<Guid, Person>> ManyAsync(PortalDbContext db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var people = await db.Supporters.AsNoTracking().AsSingleQuery()
            .Where(s => ids.Contains(s.Id))
            .Select(s => new Person(s.Id, s.EmailConfirmed, s.SuspendedAt != null)
            {
                Language = s.Language,
                Speaks = s.SpokenLanguages,
                Memberships = db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new PersonMembership(m.OrganisationId, m.Role, m.State))
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        var since = now - Tiring;
        var facts = (await db.Set<PersonFact>().AsNoTracking().Where(f => ids.Contains(f.SupporterId) && (f.EndsAt == null || f.EndsAt > since)).ToListAsync(cancellationToken))
            .ToLookup(f => f.SupporterId);
        return people.ToDictionary(p => p.Id, p => Complete(p, [.. facts[p.Id]], now));
    }

    private static async Task<Person> CompleteAsync(PortalDbContext db, Person person, DateTimeOffset now, CancellationToken cancellationToken) =>
        Complete(person, await Facts.For(db)(db, person.Id, now - Tiring).ToListAsync(cancellationToken), now);

    private static Person Complete(Person person, List<PersonFact> facts, DateTimeOffset now)
    {
        var bookings = facts.FindAll(f => f.Source == "Bookings").ConvertAll(Held);
        var known = facts.FindAll(f => f.Source == "Acquaintances");
        return person with
        {
            Bookings = bookings.FindAll(b => b.EndsAt > now),
            Lately = bookings.FindAll(b => b.EndsAt <= now),
            Qualifications = [.. facts.Where(f => f.Source == "Qualifications").Select(f => new PersonQualification(f.Id!.Value, f.LastDay))],
            Stays = [.. facts.Where(f => f.Source == "Stays").Select(f => new PersonStay(f.FirstDay!.Value, f.LastDay!.Value))],
            KnownAt = known.ConvertAll(f => f.OrganisationId!.Value),
            ApartAt = [.. facts.Where(f => f.Source == "KeptApart").Select(f => f.OrganisationId!.Value).Distinct()],
            ApartOn = [.. facts.Where(f => f.Source == "KeptApart" && f.ShiftId != null).Select(f => f.ShiftId!.Value)],
            HasAttended = known.Exists(f => f.HasAttended == true),
        };
    }

    private static HeldBooking Held(PersonFact fact) =>
        new(fact.Id!.Value, fact.ShiftId!.Value, fact.State!.Value, fact.StartsAt!.Value, fact.EndsAt!.Value, fact.TimeZone!, fact.Activity!)
        {
            OrganisationId = fact.OrganisationId!.Value,
            SiteId = fact.SiteId,
        };
}
