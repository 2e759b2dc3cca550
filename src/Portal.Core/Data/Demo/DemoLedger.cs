using Microsoft.EntityFrameworkCore;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Organisations;

namespace Portal.Core.Data.Demo;

/// <summary>Half a year of income in two currencies, a decided round with what was done with it, and one that is open.</summary>
internal static class DemoLedger
{
    /// <summary>Adds them; what is decided is sealed at the end, for nothing can be added to it then.</summary>
    public static async Task AddAsync(PortalDbContext db, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups, DemoCrowd people, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var month = new DateOnly(now.Year, now.Month, 1);
        for (var ago = 6; ago >= 0; ago--)
        {
            var at = month.AddMonths(-ago);
            Enter(at, IncomeKind.OneOff, "EUR", 184_250 + (ago * 31_730 % 97_000));
            Enter(at, IncomeKind.Regular, "EUR", 96_000 + ((6 - ago) * 4_500));
            Enter(at, IncomeKind.Regular, "GBP", 41_500 + (ago * 1_250));
        }

        var concert = Enter(month.AddMonths(-3), IncomeKind.Event, "EUR", 312_480, LocalText.Of("A concert in Lille", "Un concert à Lille"));
        Enter(month.AddMonths(-2), IncomeKind.Grant, "EUR", 1_000_000, LocalText.Of("For the winter, from a foundation", "Pour l’hiver, d’une fondation"));
        Enter(month.AddMonths(-3), IncomeKind.Correction, "EUR", -12_000, LocalText.Of("Tickets that were paid back", "Des billets remboursés"), concert);

        var all = groups.Values.Select(group => group.Organisation).OrderBy(organisation => organisation.Name, StringComparer.Ordinal).ToList();
        var members = all.Where(organisation => organisation.Standing == Standing.Member).ToList();
        List<long> needs = [.. members.Select((_, at) => 250_000L + (at * 75_000))];
        var shares = ShareOut.Of(1_500_000, needs);
        var (decided, open) = (Round(1, 1_500_000, ShareRule.ByNeed, now.AddDays(-30)), Round(2, 400_000, ShareRule.Equal, proposedAt: null));
        foreach (var organisation in all)
        {
            var at = members.IndexOf(organisation);
            db.RoundShares.Add(new RoundShare { RoundId = decided.Id, OrganisationId = organisation.Id, Standing = organisation.Standing, Need = at < 0 ? null : needs[at], Amount = at < 0 ? 0 : shares[at] });
            db.RoundShares.Add(new RoundShare { RoundId = open.Id, OrganisationId = organisation.Id, Standing = organisation.Standing });
        }

        foreach (var organisation in members.Take(2))
        {
            db.RoundConfirmations.Add(new RoundConfirmation { RoundId = decided.Id, Version = 1, ById = people.Organisers[organisation.Slug].Id, OrganisationId = organisation.Id, At = now.AddDays(-29) });
        }

        Tell("calais-food-collective", "Rice, oil and gas for six weeks of hot meals.", "Du riz, de l’huile et du gaz pour six semaines de repas chauds.");
        Tell("the-woodyard", "Forty cubic metres of dry wood, cut and brought out.", "Quarante mètres cubes de bois sec, coupés et livrés.");
        await db.SaveChangesAsync(cancellationToken);
        await db.ShareRounds.Where(r => r.Id == decided.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.DecidedAt, (DateTimeOffset?)now.AddDays(-28)), cancellationToken);

        Guid Enter(DateOnly at, IncomeKind kind, string currency, long amount, LocalText? note = null, Guid? corrects = null)
        {
            var entry = new IncomeEntry
            {
                Id = Ids.New(clock),
                Month = at,
                Kind = kind,
                Currency = currency,
                Amount = amount,
                Note = note,
                CorrectsId = corrects,
                EnteredById = people.Administrator.Id,
                EnteredAt = now.AddDays(-20),
            };
            db.IncomeEntries.Add(entry);
            return entry.Id;
        }

        ShareRound Round(int number, long amount, ShareRule rule, DateTimeOffset? proposedAt)
        {
            var round = new ShareRound { Id = Ids.New(clock), Number = number, Currency = "EUR", Amount = amount, Rule = rule, Version = 1, OpenedById = people.Administrator.Id, OpenedAt = now.AddDays(-31), ProposedAt = proposedAt };
            db.ShareRounds.Add(round);
            return round;
        }

        void Tell(string slug, string english, string french)
        {
            if (members.Find(organisation => organisation.Slug == slug) is { } member)
            {
                db.ShareStories.Add(new ShareStory { RoundId = decided.Id, OrganisationId = member.Id, Text = LocalText.Of(english, french), ById = people.Organisers[slug].Id, At = now.AddDays(-10) });
            }
        }
    }
}
