using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Ledger.Imports;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Organisations;

namespace Portal.Testing.Access;

/// <summary>Makes the rows of the ledger in which an organisation has its part: what came in, a round that is open and one that is decided.</summary>
public sealed class PlotLedger(PortalFactory portal, PlotPeople people)
{
    /// <summary>What was made, as it stands in addresses.</summary>
    public sealed record Rows(string Income, string PaymentImport, string OpenRound, string DecidedRound);

    private Guid Id => Ids.New(portal.Clock);

    /// <summary>Makes it.</summary>
    public async Task<Rows> MakeAsync()
    {
        var now = portal.Clock.GetUtcNow();
        var entry = new IncomeEntry { Id = Id, Month = new DateOnly(2026, 12, 1), Kind = IncomeKind.Grant, Currency = "EUR", Amount = 100_000, EnteredById = people.Organiser.Id, EnteredAt = now };
        var import = new PaymentImport { Id = Id, ById = people.Organiser.Id, At = now, Layout = "Stripe (balance history)", Added = 3, Known = 2, Skipped = 1 };
        await portal.Data.SaveAsync(entry, import);
        var (open, decided) = (await RoundAsync(), await RoundAsync());
        await using var db = portal.NewContext();
        // Once it is decided, no share can be put beside it any more.
        await db.ShareRounds.Where(r => r.Id == decided).ExecuteUpdateAsync(set => set.SetProperty(r => r.DecidedAt, now));
        return new Rows($"{entry.Id}", $"{import.Id}", $"{open}", $"{decided}");
    }

    private async Task<Guid> RoundAsync()
    {
        await using var db = portal.NewContext();
        var now = portal.Clock.GetUtcNow();
        var round = new ShareRound { Id = Id, Number = await db.ShareRounds.CountAsync() + 1, Currency = "EUR", Amount = 10_000, Rule = ShareRule.Equal, Version = 1, OpenedById = people.Organiser.Id, OpenedAt = now, ProposedAt = now };
        await portal.Data.SaveAsync(round, new RoundShare { RoundId = round.Id, OrganisationId = people.Group.Id, Standing = Standing.Member, Amount = 10_000 });
        return round.Id;
    }
}
