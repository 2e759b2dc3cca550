using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Data.Demo;

/// <summary>Some sixty shifts from a week ago to three weeks ahead, partly filled. One without hours is a task, due at its time.</summary>
internal static class DemoShifts
{
    // People rest: nobody fills more than this in a month.
    private const int ShiftsEach = 7;

    private sealed record Place(string English, string French, int Minimum, int Capacity, bool Beginners = false, bool Drives = false);

    private sealed record Rhythm(string Group, string Activity, string? Area, DayOfWeek[] Days, TimeOnly From, double Hours, Place[] Places, double Filled);

    private static readonly Rhythm[] Rhythms =
    [
        new("calais-food-collective", "distribution", "calais-east", [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday, DayOfWeek.Sunday], new(18, 0), 3, [new("Driver", "Conduite", 1, 2, Drives: true), new("Distribution", "Distribution", 4, 6)], 0.6),
        new("calais-food-collective", "kitchen", "warehouse", [DayOfWeek.Tuesday, DayOfWeek.Saturday], new(10, 0), 4, [new("Packing", "Préparation", 2, 6, true)], 0.5),
        new("calais-food-collective", "water", "calais-east", [DayOfWeek.Thursday], new(9, 0), 3, [new("Driver", "Conduite", 1, 1, Drives: true), new("Water", "Eau", 1, 2)], 0.4),
        new("the-woodyard", "firewood", "warehouse", [DayOfWeek.Monday, DayOfWeek.Thursday], new(10, 0), 4, [new("Wood", "Bois", 3, 6, true)], 0.7),
        new("collective-aid", "tents", "warehouse", [DayOfWeek.Tuesday, DayOfWeek.Friday], new(9, 30), 3.5, [new("Sorting", "Tri", 2, 8, true), new("Repair", "Réparation", 1, 4)], 0.5),
        new("refugee-womens-centre", "outreach", "dunkirk", [DayOfWeek.Wednesday], new(13, 30), 4, [new("Outreach", "Maraude", 2, 4)], 0.6),
        new("refugee-info-bus", "charging", "calais-east", [DayOfWeek.Tuesday], new(12, 0), 4, [new("Information", "Informations", 1, 3), new("Arabic speaker", "Arabophone", 1, 1)], 0.5),
        new("refugee-info-bus", "translation", null, [DayOfWeek.Friday], new(14, 0), 2, [new("Arabic", "Arabe", 1, 2), new("Pashto", "Pachto", 1, 2)], 0.3),
        new("project-play", "play", "dunkirk", [DayOfWeek.Saturday], new(13, 30), 3, [new("Play", "Jeu", 2, 4)], 0.7),
        new("human-rights-observers", "observation", "calais-west", [DayOfWeek.Thursday], new(6, 30), 4, [new("Observer", "Observation", 2, 4)], 0.5),
        new("human-rights-observers", "writing", null, [DayOfWeek.Sunday], new(18, 0), 0, [new("Writing", "Rédaction", 1, 3, true)], 0.2),
    ];

    public static void Add(PortalDbContext db, TimeProvider clock, Random random, IReadOnlyDictionary<string, DemoGroup> groups, DemoCrowd people)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var busy = new Dictionary<Guid, List<Shift>>();
        foreach (var day in Enumerable.Range(-7, 28).Select(today.AddDays))
        {
            foreach (var rhythm in Rhythms.Where(rhythm => rhythm.Days.Contains(day.DayOfWeek)))
            {
                var shift = Make(db, clock, zone, day, rhythm, groups[rhythm.Group], people);
                var crew = CrewOf(people, groups[rhythm.Group].Organisation).OrderBy(_ => random.Next()).ToList();
                Fill(db, now, random, rhythm, shift, crew, busy);
            }
        }
    }

    private static Shift Make(PortalDbContext db, TimeProvider clock, TimeZoneInfo zone, DateOnly day, Rhythm rhythm, DemoGroup group, DemoCrowd people)
    {
        var activity = group.Activities[rhythm.Activity];
        var start = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(rhythm.From), zone));
        var shift = new Shift
        {
            Id = Ids.New(clock),
            OrganisationId = group.Organisation.Id,
            ActivityId = activity.Id,
            SiteId = rhythm.Area is { } area ? group.Sites[area].Id : null,
            StartsAt = start,
            EndsAt = start.AddHours(rhythm.Hours),
            Visibility = activity.DefaultVisibility,
            LeadId = rhythm.Group is "calais-food-collective" or "the-woodyard" ? people.Lead.Id : people.Organisers[rhythm.Group].Id,
            CreatedAt = start.AddDays(-21),
        };
        shift.Positions.AddRange(rhythm.Places.Select((place, i) => new Position
        {
            Id = Ids.New(clock),
            ShiftId = shift.Id,
            Name = LocalText.Of(place.English, place.French),
            Order = i,
            Minimum = place.Minimum,
            Capacity = place.Capacity,
            BeginnerFriendly = place.Beginners,
            Qualifications = place.Drives ? [DemoGettingIn.Licence] : [],
        }));
        shift.TryPublish(start.AddDays(-21));
        db.Shifts.Add(shift);
        return shift;
    }

    private static IEnumerable<Supporter> CrewOf(DemoCrowd people, Organisation organisation)
    {
        var crew = people.Crew.Where(member => member.Groups.Contains(organisation)).Select(member => member.Person);
        return organisation.Slug is "calais-food-collective" or "the-woodyard" ? crew.Append(people.Volunteer) : crew;
    }

    private static void Fill(PortalDbContext db, DateTimeOffset now, Random random, Rhythm rhythm, Shift shift, List<Supporter> crew, Dictionary<Guid, List<Shift>> busy)
    {
        foreach (var position in shift.Positions)
        {
            var wanted = (int)Math.Round(position.Capacity * Math.Clamp(rhythm.Filled + (random.NextDouble() * 0.8) - 0.4, 0, 1));
            var taken = 0;
            foreach (var person in crew.Where(person => IsFree(busy, person, shift)).Take(wanted).ToList())
            {
                busy.TryAdd(person.Id, []);
                busy[person.Id].Add(shift);
                db.Bookings.Add(Book(now, shift, position, person));
                taken++;
            }

            var entry = db.Entry(position);
            entry.Property(p => p.Held).CurrentValue = taken;
            entry.Property(p => p.BookableUntil).CurrentValue = shift.StartsAt;
        }
    }

    private static bool IsFree(Dictionary<Guid, List<Shift>> busy, Supporter person, Shift shift) =>
        !busy.TryGetValue(person.Id, out var shifts) || (shifts.Count < ShiftsEach && shifts.TrueForAll(other => other.EndsAt <= shift.StartsAt || shift.EndsAt <= other.StartsAt));

    private static Booking Book(DateTimeOffset now, Shift shift, Position position, Supporter person)
    {
        var made = shift.StartsAt.AddDays(-9);
        var booking = Booking.Create(new FixedClock(made < now ? made : now.AddHours(-2)), person.Id, position, BookingState.Confirmed, person.Id);
        if (shift.EndsAt < now)
        {
            booking.TryChange(BookingState.CheckedIn, shift.LeadId, new FixedClock(shift.StartsAt));
            booking.TryChange(BookingState.Completed, shift.LeadId, new FixedClock(shift.EndsAt));
        }

        return booking;
    }
}
