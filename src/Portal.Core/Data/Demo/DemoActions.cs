using Portal.Core.Actions;
using Portal.Core.Updates;

namespace Portal.Core.Data.Demo;

/// <summary>Three actions that run and one that is over, done by some of the people there are.</summary>
internal static class DemoActions
{
    private sealed record Call(string Group, ActionKind Kind, int Days, int Goal, int Done, string? Campaign, string[] Languages, LocalText Title, LocalText Lead, LocalText Steps, LocalText Draft);

    private static readonly Call[] Calls =
    [
        new("human-rights-observers", ActionKind.Write, 12, 40, 27, DemoCampaigns.Evictions, ["en", "fr"],
            LocalText.Of("Write to a representative about the evictions", "Écrire à une élue ou un élu au sujet des expulsions"),
            LocalText.Of("A letter from a voter is read. Ten are talked about.", "Une lettre d’électrice ou d’électeur est lue. Dix, on en parle."),
            LocalText.Of(
                "1. Find out who represents you: in the UK by your postcode, in France by your constituency.\n2. Take the text below and **say it in your own words**. One thing that moved you is enough.\n3. Ask for an answer. Send it by letter or by e-mail.\n4. Come back here and say that you did it.",
                "1. Cherchez qui vous représente\u202F: en France par votre circonscription, au Royaume-Uni par votre code postal.\n2. Prenez le texte ci-dessous et **dites-le avec vos mots**. Une chose qui vous a touché suffit.\n3. Demandez une réponse. Envoyez-la par lettre ou par courriel.\n4. Revenez ici et dites que c’est fait."),
            LocalText.Of(
                "I am writing to you as somebody who lives in your constituency. In Calais, tents and blankets are taken from people who have nothing else, every other day, all winter.\n\nI would like to know what you have done about it, and what you will do.\n\nI look forward to your answer.",
                "Je vous écris comme habitante ou habitant de votre circonscription. À Calais, on prend leurs tentes et leurs couvertures à des personnes qui n’ont rien d’autre, un jour sur deux, tout l’hiver.\n\nJe voudrais savoir ce que vous avez fait à ce sujet, et ce que vous ferez.\n\nJ’attends votre réponse avec intérêt.")),
        new("calais-food-collective", ActionKind.Collect, 20, 30, 11, DemoCampaigns.Shelter, [],
            LocalText.Of("Collect sleeping bags where you live", "Collecter des sacs de couchage près de chez vous"),
            LocalText.Of("Twelve washed bags are a car boot, and a night in the dry for twelve people.", "Douze sacs lavés, c’est un coffre de voiture, et une nuit au sec pour douze personnes."),
            LocalText.Of(
                "1. Ask at a school, a scout group, a place of worship: most cellars have one.\n2. Wash them. Three seasons or warmer.\n3. Look for the next convoy near you, or send them to the warehouse.\n4. Say here that you did it, however many they were.",
                "1. Demandez dans une école, un groupe scout, un lieu de culte\u202F: presque chaque cave en a un.\n2. Lavez-les. Trois saisons ou plus chauds.\n3. Cherchez le prochain convoi près de chez vous, ou envoyez-les à l’entrepôt.\n4. Dites ici que c’est fait, quel qu’en soit le nombre."),
            LocalText.Of("")),
        new("refugee-info-bus", ActionKind.Translate, 30, 12, 5, null, ["ar", "ps", "ti", "fr"],
            LocalText.Of("Translate the weekly bulletin", "Traduire le bulletin de la semaine"),
            LocalText.Of("One page about rights, weather and where to charge a phone.", "Une page sur les droits, la météo et où recharger un téléphone."),
            LocalText.Of("1. Take a place in the translators’ work from home.\n2. Translate one page, about 300 words.\n3. Somebody else reads it over.\n4. Say here that you did it.", "1. Prenez une place dans le travail à distance des traductions.\n2. Traduisez une page, environ 300 mots.\n3. Une autre personne la relit.\n4. Dites ici que c’est fait."),
            LocalText.Of("")),
        new("the-woodyard", ActionKind.Share, -8, 20, 22, DemoCampaigns.Shelter, [],
            LocalText.Of("Tell ten people what a tonne of wood is", "Dire à dix personnes ce qu’est une tonne de bois"),
            LocalText.Of("A tonne keeps eighty fires going for one night.", "Une tonne entretient quatre-vingts feux pendant une nuit."),
            LocalText.Of("Tell ten people. That is all.", "Dites-le à dix personnes. C’est tout."),
            LocalText.Of("")),
    ];

    private static readonly (ActionKind Kind, string Language, string Words, bool Published)[] Said =
    [
        (ActionKind.Write, "en", "My MP answered after nine days. I read the answer out at our choir, and four more wrote.", true),
        (ActionKind.Write, "fr", "J’ai mis vingt minutes, et j’y pense encore.", true),
        (ActionKind.Write, "en", "First letter of my life that was not to the tax office.", true),
        (ActionKind.Collect, "fr", "Neuf sacs, et la directrice de l’école veut recommencer en janvier.", true),
        (ActionKind.Collect, "en", "Fourteen, all from one street.", false),
    ];

    /// <summary>Adds them; whoever tries the portal has done none of them yet.</summary>
    public static void Add(PortalDbContext db, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups)
    {
        var (now, campaigns) = (clock.GetUtcNow(), db.Campaigns.Local.ToDictionary(c => c.Slug, StringComparer.Ordinal));
        var people = db.Supporters.Local.Where(s => s.Email is null || !DemoData.Accounts.Contains(s.Email)).OrderBy(s => s.Id).ToList();
        foreach (var call in Calls)
        {
            var action = new SolidarityAction { Id = Ids.New(clock), OrganisationId = groups[call.Group].Organisation.Id };
            action.Take(new ActionPlan(call.Kind, call.Title, call.Lead, call.Steps, call.Draft)
            {
                Goal = call.Goal,
                Deadline = ActionDay.Today(clock).AddDays(call.Days),
                Languages = call.Languages,
                CampaignId = call.Campaign is null ? null : campaigns[call.Campaign].Id,
            });
            var did = people.Take(call.Done).ToList();
            db.SolidarityActions.Add(action).Property(a => a.Done).CurrentValue = did.Count;
            db.ActionsDone.AddRange(did.Select((person, number) => Row(action, person.Id, now.AddHours(-5 * (number + 1)), Said.Where(said => said.Kind == call.Kind).ElementAtOrDefault(number), now)));
        }
    }

    private static ActionDone Row(SolidarityAction action, Guid who, DateTimeOffset at, (ActionKind Kind, string Language, string? Words, bool Published) said, DateTimeOffset now) => new()
    {
        ActionId = action.Id,
        SupporterId = who,
        Id = Guid.CreateVersion7(at),
        At = at,
        Sentence = said.Words,
        Language = said.Language ?? "",
        PublishedAt = said.Published ? now.AddHours(-1) : null,
    };
}
