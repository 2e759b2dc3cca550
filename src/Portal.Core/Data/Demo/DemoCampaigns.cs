using Portal.Core.Updates;

namespace Portal.Core.Data.Demo;

/// <summary>Two campaigns that run, begun one after the other.</summary>
internal static class DemoCampaigns
{
    public const string Shelter = "winter-shelter";
    public const string Evictions = "evictions-on-record";

    /// <summary>Adds them; by their names in addresses.</summary>
    public static IReadOnlyDictionary<string, Campaign> Add(PortalDbContext db, TimeProvider clock)
    {
        Campaign[] campaigns =
        [
            new()
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow().AddDays(-60)),
                Slug = Evictions,
                Name = LocalText.Of("Evictions on record", "Expulsions\u202F: garder une trace"),
                Lead = LocalText.Of("What is taken, and how often: seen, written down and made public.", "Ce qui est pris, et combien de fois\u202F: vu, noté et rendu public."),
                Story = LocalText.Of(
                    "People’s tents and blankets are taken again and again. Observers stand by, **write down what they see** and publish it every month, so that nobody can say they did not know.\n\n- Numbers, not names.\n- No place that could be found.\n- Open to every group that observes.",
                    "Tentes et couvertures sont prises, encore et encore. Les équipes d’observation sont là, **notent ce qu’elles voient** et le publient chaque mois, pour que personne ne puisse dire qu’on ne savait pas.\n\n- Des nombres, pas de noms.\n- Aucun lieu que l’on pourrait retrouver.\n- Ouvert à tous les groupes qui observent."),
            },
            new()
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow().AddDays(-20)),
                Slug = Shelter,
                Name = LocalText.Of("Winter shelter", "Un abri pour l’hiver"),
                Lead = LocalText.Of("Wood, blankets and dry clothes until the end of March.", "Du bois, des couvertures et des vêtements secs jusqu’à la fin de mars."),
                Story = LocalText.Of(
                    "The wind from the sea goes through everything. From the first frost to the end of March our groups share what keeps people warm.\n\n### What helps\n\n- Sleeping bags rated for the cold, gloves, dry socks.\n- A day at the saw or in the warehouse.\n- Telling others about it.",
                    "Le vent de la mer passe à travers tout. Des premières gelées à la fin de mars, nos groupes partagent ce qui tient chaud.\n\n### Ce qui aide\n\n- Des sacs de couchage pour grand froid, des gants, des chaussettes sèches.\n- Une journée à la scie ou à l’entrepôt.\n- En parler autour de vous."),
            },
        ];
        db.Campaigns.AddRange(campaigns);
        return campaigns.ToDictionary(campaign => campaign.Slug, StringComparer.Ordinal);
    }
}
