using Portal.Core.Accounts;
using Portal.Core.Needs;
using Portal.Core.Shifts;

namespace Portal.Core.Data.Demo;

/// <summary>What the demo's groups are short of, with promises and arrivals; one need waits to be renewed.</summary>
internal static class DemoNeeds
{
    private static readonly LocalText Warehouse = LocalText.Of(
        "The warehouse in Calais, weekdays from nine to five. Write before you set off, and the team tells you where to park.",
        "L’entrepôt de Calais, en semaine de neuf à dix-sept heures. Écrivez avant de partir, l’équipe vous dira où vous garer.");

    private static readonly (string Group, string English, string French, string Unit, string Unité, NeedUrgency Urgency, int Wanted, int Days)[] All =
    [
        ("the-woodyard", "Work gloves, size L", "Gants de travail, taille L", "pairs", "paires", NeedUrgency.Urgent, 120, 2),
        ("the-woodyard", "Chainsaw oil", "Huile de tronçonneuse", "litres", "litres", NeedUrgency.Ordinary, 40, 9),
        ("collective-aid", "Tarpaulins, 4 by 6 metres", "Bâches, 4 mètres sur 6", "tarpaulins", "bâches", NeedUrgency.Urgent, 300, 1),
        ("collective-aid", "Sleeping bags for the cold (0 °C)", "Sacs de couchage chauds (0 °C)", "bags", "sacs", NeedUrgency.Soon, 500, 4),
        ("calais-food-collective", "Chickpeas, dried", "Pois chiches secs", "kilograms", "kilos", NeedUrgency.Soon, 250, 6),
        ("calais-food-collective", "Diesel for the van", "Gazole pour la camionnette", "litres", "litres", NeedUrgency.Ordinary, 400, 32),
        ("refugee-womens-centre", "Warm socks for children", "Chaussettes chaudes pour enfants", "pairs", "paires", NeedUrgency.Soon, 200, 3),
        ("refugee-info-bus", "Power banks", "Batteries externes", "power banks", "batteries", NeedUrgency.Ordinary, 60, 12),
    ];

    public static void Add(PortalDbContext db, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups, DemoCrowd people)
    {
        var now = clock.GetUtcNow();
        foreach (var (index, text) in All.Index())
        {
            var organisation = groups[text.Group].Organisation;
            var at = now.AddDays(-text.Days);
            var need = new Need { Id = Ids.New(clock), OrganisationId = organisation.Id, CreatedAt = at };
            need.Write(new(LocalText.Of(text.English, text.French), LocalText.Of(text.Unit, text.Unité), Warehouse, index % 3 == 0 ? LocalText.Of("Parcels too", "Aussi par colis") : null, text.Urgency, text.Wanted), at);
            var entry = db.Needs.Add(need);
            entry.Property(n => n.AskedAt).CurrentValue = text.Days > NeedUpkeep.DaysFresh ? now.AddDays(-2) : null;
            var (pledged, arrived) = (text.Wanted / 6, text.Wanted / 4);
            var came = Promise(db, now, need, people.Crew[index].Person, arrived, now.AddDays(-1), clock);
            came.Receive(arrived, now.AddDays(-1));
            db.Arrivals.Add(new Arrival { Id = Ids.New(clock), NeedId = need.Id, PledgeId = came.Id, Amount = arrived, At = now.AddDays(-1), ById = people.Organiser.Id });
            Promise(db, now, need, index is 0 or 4 ? people.Volunteer : people.Crew[index + 1].Person, pledged, now.AddDays(5 + index), clock);
            (entry.Property(n => n.Pledged).CurrentValue, entry.Property(n => n.Arrived).CurrentValue) = (pledged, arrived);
        }
    }

    private static Pledge Promise(PortalDbContext db, DateTimeOffset now, Need need, Supporter person, int amount, DateTimeOffset by, TimeProvider clock)
    {
        var pledge = new Pledge
        {
            Id = Ids.New(clock),
            NeedId = need.Id,
            SupporterId = person.Id,
            Amount = amount,
            By = WallTime.DayOf(by, WallTime.Zone("Europe/Paris")),
            Word = amount % 2 == 0 ? "With the convoy from Lyon" : null,
            CreatedAt = now.AddDays(-1),
            ChangedAt = now.AddDays(-1),
        };
        db.Pledges.Add(pledge);
        return pledge;
    }
}
