using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;

namespace Portal.Core.Data.Demo;

/// <summary>Invented people: six one can sign in as, and those who fill the shifts.</summary>
internal static class DemoPeople
{
    private static readonly string[] Names =
    [
        "Jonas", "Leïla", "Marc", "Priya", "Tomasz", "نور", "Hannah", "Bilal", "Ewa", "Julien", "Saoirse", "Yusuf", "Marta", "Théo", "Ingrid",
        "Dawit", "Chloé", "Anouk", "Pedro", "Freya", "Mehdi", "Klara", "Owen", "Selam", "Louise", "Niko", "Zahra", "Ben", "Élodie", "Rosa",
        "Farid", "Agnès", "Luca", "Maeve", "Tariq",
    ];

    public static DemoCrowd Add(PortalDbContext db, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups, string passwordHash)
    {
        var supporter = Person(db, clock, passwordHash, "supporter@example.org", "Noa", "BR", ["pt", "en"]);
        supporter.TimeZone = "America/Sao_Paulo";
        supporter.Intentions = [Intentions.FromHome, Intentions.SpeakUp];
        var volunteer = Person(db, clock, passwordHash, "volunteer@example.org", "Amina", "FR", ["ar", "fr", "en"]);
        var lead = Person(db, clock, passwordHash, "lead@example.org", "Ruth", "GB", ["en", "fr"]);
        var organiser = Person(db, clock, passwordHash, "organiser@example.org", "Camille", "FR", ["fr", "en"]);
        var admin = Person(db, clock, passwordHash, "admin@example.org", "Samira", "FR", ["fr", "en", "ar"]);
        var auditor = Person(db, clock, passwordHash, "auditor@example.org", "Idris", "BE", ["fr", "en"]);
        var others = Names.Select((name, i) => Person(db, clock, passwordHash, $"demo{i + 1:00}@example.org", name, i % 3 == 0 ? "GB" : "FR", i % 2 == 0 ? ["en"] : ["fr", "en"])).ToList();

        db.CoalitionRoles.Add(new CoalitionRole { SupporterId = admin.Id, Kind = CoalitionRoleKind.Administrator, GrantedAt = clock.GetUtcNow() });
        db.CoalitionRoles.Add(new CoalitionRole { SupporterId = auditor.Id, Kind = CoalitionRoleKind.Auditor, GrantedAt = clock.GetUtcNow() });
        var all = groups.Values.Select(group => group.Organisation).ToList();
        Join(db, clock, volunteer, MembershipRole.Volunteer, groups["calais-food-collective"].Organisation, groups["the-woodyard"].Organisation);
        Join(db, clock, lead, MembershipRole.ShiftLead, groups["calais-food-collective"].Organisation, groups["the-woodyard"].Organisation);
        Join(db, clock, organiser, MembershipRole.Organiser, groups["calais-food-collective"].Organisation);
        var organisers = groups.Keys.Zip(others).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        foreach (var (slug, person) in organisers.Where(pair => pair.Key != "calais-food-collective"))
        {
            Join(db, clock, person, MembershipRole.Organiser, groups[slug].Organisation);
        }

        organisers["calais-food-collective"] = organiser;
        var crew = others.Skip(7).Select((person, i) => (Person: person, Groups: all.Where((_, g) => (i + g) % 3 == 0).ToArray())).ToList();
        crew.ForEach(member => Join(db, clock, member.Person, MembershipRole.Volunteer, member.Groups));
        var crowd = new DemoCrowd(supporter, volunteer, lead, organiser, admin, auditor, organisers, crew);
        DemoGettingIn.Add(db, clock, groups, crowd, newcomer: others[0]);
        return crowd;
    }

    internal static Supporter Person(PortalDbContext db, TimeProvider clock, string passwordHash, string email, string name, string country, List<string> languages)
    {
        var now = clock.GetUtcNow();
        var person = new Supporter
        {
            Id = Ids.New(clock),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = passwordHash,
            SecurityStamp = Ids.New(clock).ToString("N"),
            ConcurrencyStamp = Ids.New(clock).ToString("N"),
            LockoutEnabled = true,
            DisplayName = name,
            Country = country,
            SpokenLanguages = languages,
            AdultSince = now,
            CodeOfConduct = CodeOfConduct.CurrentVersion,
            CreatedAt = now.AddDays(-60),
        };
        db.Supporters.Add(person);
        db.SupporterLocks.Add(new SupporterLock { SupporterId = person.Id });
        return person;
    }

    /// <summary>Makes somebody a member who has been there before.</summary>
    internal static void Join(PortalDbContext db, TimeProvider clock, Supporter person, MembershipRole role, params Organisation[] organisations)
    {
        db.Acquaintances.AddRange(organisations.Select(organisation => new Acquaintance
        {
            SupporterId = person.Id,
            OrganisationId = organisation.Id,
            Since = clock.GetUtcNow().AddDays(-40),
            VouchedById = person.Id,
            HasAttended = true,
        }));
        db.Memberships.AddRange(organisations.Select(organisation => new Membership
        {
            Id = Ids.New(clock),
            SupporterId = person.Id,
            OrganisationId = organisation.Id,
            Role = role,
            State = MembershipState.Active,
            StandingDays = role == MembershipRole.Volunteer ? StandingDays.Tuesday | StandingDays.Saturday : StandingDays.None,
            RequestedAt = clock.GetUtcNow().AddDays(-50),
            DecidedAt = clock.GetUtcNow().AddDays(-49),
        }));
    }
}
