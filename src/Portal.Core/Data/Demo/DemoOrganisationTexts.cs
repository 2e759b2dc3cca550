using Portal.Core.Organisations;

namespace Portal.Core.Data.Demo;

/// <summary>What the demo data says about the seven groups.</summary>
internal static class DemoOrganisationTexts
{
    public sealed record ActivityText(string Key, LocalText Name, LocalText What, LocalText Bring, bool FieldWork);

    public sealed record GroupText(string Slug, string Name, Standing Standing, LocalText Summary, LocalText Description, string[] Areas, ActivityText[] Activities)
    {
        public LocalText BeforeYouCome { get; init; } = Common;

        public string DutyPhone { get; init; } = "+33 3 00 00 00 10";
    }

    private static readonly LocalText Common = LocalText.Of(
        "You are 18 or over and can stay at least a weekend. A short briefing comes before every first shift. We can help you find a bed and a lift.",
        "Vous avez 18 ans ou plus et pouvez rester au moins un week-end. Un court briefing précède chaque premier créneau. Nous pouvons vous aider à trouver un lit et un trajet.");

    private static readonly LocalText Warm = LocalText.Of("Sturdy shoes, warm layers, a waterproof, water and something to eat.", "Des chaussures solides, des couches chaudes, un imperméable, de l’eau et de quoi manger.");

    private static readonly LocalText Laptop = LocalText.Of("A computer, a quiet hour, and a good connection.", "Un ordinateur, une heure au calme et une bonne connexion.");

    public static IReadOnlyList<GroupText> All { get; } =
    [
        new("calais-food-collective", "Calais Food Collective", Standing.Member,
            LocalText.Of("Food, water and the means to cook, for people who live outside.", "De la nourriture, de l’eau et de quoi cuisiner, pour les personnes qui vivent dehors."),
            LocalText.Of("We bring food parcels, water and firewood so that people can cook for themselves, in their own way and at their own time. We pack in the warehouse and drive out every evening.", "Nous apportons des colis alimentaires, de l’eau et du bois pour que chaque personne puisse cuisiner à sa manière et à son heure. Nous préparons à l’entrepôt et partons chaque soir."),
            ["calais-east", "warehouse"],
            [
                new("distribution", LocalText.Of("Evening food distribution", "Distribution alimentaire du soir"), LocalText.Of("Drive out with the van, hand out parcels, talk with people, leave the place clean. The lead briefs everyone before setting off.", "Partir avec le camion, distribuer les colis, parler avec les gens, laisser l’endroit propre. Un briefing a lieu avant le départ."), Warm, true),
                new("kitchen", LocalText.Of("Pack food parcels", "Préparer les colis alimentaires"), LocalText.Of("Weigh, pack and label parcels for the evening. Tea is always on.", "Peser, emballer et étiqueter les colis du soir. Le thé est toujours prêt."), Warm, false),
                new("water", LocalText.Of("Water run", "Tournée d’eau"), LocalText.Of("Fill the tanks, drive the round, check the taps.", "Remplir les cuves, faire la tournée, vérifier les robinets."), Warm, true),
            ]) { DutyPhone = "+33 3 00 00 00 11" },
        new("the-woodyard", "The Woodyard", Standing.Member,
            LocalText.Of("Firewood for warmth and cooking, all winter.", "Du bois pour se chauffer et cuisiner, tout l’hiver."),
            LocalText.Of("We turn pallets and seasoned logs into bags of firewood, and hand them to the groups that drive out. Splitting wood needs no experience: we teach it.", "Nous transformons palettes et bûches sèches en sacs de bois, remis aux groupes qui partent en tournée. Fendre du bois s’apprend sur place."),
            ["warehouse"],
            [new("firewood", LocalText.Of("Split and bag firewood", "Fendre et ensacher du bois"), LocalText.Of("Split seasoned logs, fill nets, load the van for the evening round. The briefing is at the start.", "Fendre des bûches sèches, remplir des filets, charger le camion pour la tournée du soir. Le briefing a lieu au début."), LocalText.Of("Sturdy shoes, warm layers, water, lunch. Gloves and boots are there.", "Des chaussures solides, des couches chaudes, de l’eau, un repas. Gants et bottes sont sur place."), false)])
        { DutyPhone = "+33 3 00 00 00 12" },
        new("collective-aid", "Collective Aid", Standing.Member,
            LocalText.Of("Tents, blankets, dry clothes, and a place to wash them.", "Des tentes, des couvertures, des vêtements secs et de quoi les laver."),
            LocalText.Of("We sort and repair what is given, so that what goes out is warm, dry and whole.", "Nous trions et réparons les dons, pour que tout ce qui part soit chaud, sec et en bon état."),
            ["warehouse", "calais-west"],
            [
                new("tents", LocalText.Of("Sort and repair tents", "Trier et réparer des tentes"), LocalText.Of("Pitch, check, patch and pack tents; sort sleeping bags by warmth.", "Monter, vérifier, rapiécer et plier des tentes ; trier les sacs de couchage par chaleur."), Warm, false),
                new("laundry", LocalText.Of("Mobile laundry", "Laverie mobile"), LocalText.Of("Collect, wash, dry and give back, with names on every bag.", "Collecter, laver, sécher et rendre, avec un nom sur chaque sac."), Warm, true),
            ]) { DutyPhone = "+33 3 00 00 00 13" },
        new("refugee-womens-centre", "Refugee Women’s Centre", Standing.Member,
            LocalText.Of("Beside women and families, with practical help and time.", "Aux côtés des femmes et des familles, avec une aide concrète et du temps."),
            LocalText.Of("A team of women works with women and families: clothes, hygiene, information, and someone who listens.", "Une équipe de femmes travaille avec des femmes et des familles : vêtements, hygiène, informations et une oreille attentive."),
            ["dunkirk", "warehouse"],
            [new("outreach", LocalText.Of("Outreach for women and families", "Maraude auprès des femmes et des familles"), LocalText.Of("Bring what was asked for, sit down, take the next list. Always in pairs.", "Apporter ce qui a été demandé, s’asseoir, noter la prochaine liste. Toujours à deux."), Warm, true)])
        { DutyPhone = "+33 3 00 00 00 14" },
        new("refugee-info-bus", "Refugee Info Bus", Standing.Member,
            LocalText.Of("Power, wi-fi and information about rights.", "De l’électricité, du wifi et des informations sur les droits."),
            LocalText.Of("Our van brings charging, internet and information about asylum in France and the United Kingdom, in many languages.", "Notre camion apporte de quoi recharger, Internet et des informations sur l’asile en France et au Royaume-Uni, en plusieurs langues."),
            ["calais-east", "dunkirk"],
            [
                new("charging", LocalText.Of("Charging and information", "Recharge et informations"), LocalText.Of("Run the generator and the boards, answer questions with the leaflets, know whom to call.", "Faire tourner le groupe et les multiprises, répondre avec les brochures, savoir qui appeler."), Warm, true),
                new("translation", LocalText.Of("Translate the weekly rights bulletin", "Traduire le bulletin hebdomadaire des droits"), LocalText.Of("One page a week, in plain words. A second reader checks it.", "Une page par semaine, en mots simples. Une deuxième personne relit."), Laptop, false),
            ]) { DutyPhone = "+33 3 00 00 00 15" },
        new("project-play", "Project Play", Standing.Member,
            LocalText.Of("Time to play, wherever children are.", "Un temps pour jouer, où que soient les enfants."),
            LocalText.Of("We bring play sessions to families, led by people trained for it. Nothing about any child is written down.", "Nous proposons des séances de jeu aux familles, animées par des personnes formées. Rien n’est jamais noté au sujet d’un enfant."),
            ["dunkirk", "calais-west"],
            [new("play", LocalText.Of("Play session", "Séance de jeu"), LocalText.Of("Set up, play, pack up; the lead keeps the time and the circle.", "Installer, jouer, ranger ; une personne veille au temps et au cercle."), Warm, true)])
        { DutyPhone = "+33 3 00 00 00 16" },
        new("human-rights-observers", "Human Rights Observers", Standing.Partner,
            LocalText.Of("Witnesses at evictions, so that what happens is on record.", "Des témoins lors des expulsions, pour que ce qui s’y passe soit consigné."),
            LocalText.Of("We observe evictions of living sites, write down what the authorities do, and publish it. We stand with the appeal and take no money from it.", "Nous observons les expulsions de lieux de vie, consignons ce que font les autorités et le publions. Nous soutenons l’appel et n’en recevons pas d’argent."),
            ["calais-east", "calais-west"],
            [
                new("observation", LocalText.Of("Morning observation", "Observation du matin"), LocalText.Of("Watch, write down, stay calm. Training comes first; you always go in pairs.", "Observer, noter, garder son calme. Une formation précède ; toujours à deux."), Warm, true),
                new("writing", LocalText.Of("Write up observations", "Mettre au propre les observations"), LocalText.Of("Turn notes into the monthly figures, from home, with a checklist.", "Transformer les notes en chiffres mensuels, de chez soi, avec une liste de contrôle."), Laptop, false),
            ]) { DutyPhone = "+33 3 00 00 00 17" },
    ];
}
