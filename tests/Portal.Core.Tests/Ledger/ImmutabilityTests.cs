using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Rounds;

namespace Portal.Core.Tests.Ledger;

public sealed class ImmutabilityTests
{
    private static CancellationToken Stop => LedgerGround.Stop;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_that_was_entered_or_decided_changes_whoever_tries(DatabaseProvider provider)
    {
        await using var ground = await LedgerGround.StartAsync(provider);
        await ground.EarnAsync("100");
        var decided = await ground.DecideAsync("60");
        var open = await ground.OpenAsync("30");

        // By the context.
        foreach (var change in new Func<PortalDbContext, Task<object>>[]
        {
            async db => await db.IncomeEntries.FirstAsync(Stop), async db => await db.ShareRounds.FirstAsync(r => r.Id == decided, Stop),
            async db => await db.RoundShares.FirstAsync(Stop), async db => await db.RoundConfirmations.FirstAsync(Stop),
        })
        {
            foreach (var state in new[] { EntityState.Modified, EntityState.Deleted })
            {
                await using var db = ground.Portal.NewContext();
                db.Entry(await change(db)).State = state;
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Stop));
            }
        }

        // By a statement, below the context.
        string[] statements =
        [
            "UPDATE \"IncomeEntries\" SET \"Amount\" = 1", "DELETE FROM \"IncomeEntries\"", "UPDATE \"ShareRounds\" SET \"DecidedAt\" = NULL WHERE \"DecidedAt\" IS NOT NULL",
            "UPDATE \"ShareRounds\" SET \"Amount\" = 1 WHERE \"DecidedAt\" IS NOT NULL", "UPDATE \"RoundShares\" SET \"Amount\" = 1 WHERE \"Amount\" > 0", "DELETE FROM \"RoundShares\" WHERE \"Amount\" > 0",
            "DELETE FROM \"RoundConfirmations\"", "INSERT INTO \"RoundConfirmations\" SELECT \"RoundId\", \"Version\" + 1, \"ById\", \"OrganisationId\", \"At\" FROM \"RoundConfirmations\"",
            .. provider is DatabaseProvider.Postgres
                ? new[] { "TRUNCATE \"IncomeEntries\"", "TRUNCATE \"RoundShares\"", "TRUNCATE \"ShareRounds\" CASCADE" }
                : ["REPLACE INTO \"IncomeEntries\" SELECT * FROM \"IncomeEntries\"", "REPLACE INTO \"ShareRounds\" SELECT * FROM \"ShareRounds\" WHERE \"DecidedAt\" IS NOT NULL"],
        ];
        foreach (var statement in statements)
        {
            await using var db = ground.Portal.NewContext();
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(statement, Stop));
            Assert.Contains("never changed", refusal.Message, StringComparison.Ordinal);
        }

        // The control: an open round is changed by the very same.
        await using var free = ground.Portal.NewContext();
        Assert.Equal(4, await free.RoundShares.Where(s => s.RoundId == open).ExecuteUpdateAsync(set => set.SetProperty(s => s.Amount, 1L), Stop));
        Assert.Equal(1, await free.OpenRounds(open).ExecuteUpdateAsync(set => set.SetProperty(r => r.Amount, 1L), Stop));

        // Nor by any use case.
        var version = (await ground.ReadAsync(decided)).Version;
        Assert.Equal(LedgerResult.ChangedMeanwhile, (await ground.Proposals.ProposeAsync(ground.First.Id, decided, version, new Dictionary<Guid, string?>(), default, Stop)).Result);
        Assert.Equal(LedgerResult.NotFound, (await ground.Rounds.StateNeedAsync(ground.First.Id, decided, ground.Kitchen.Id, "1", default, Stop)).Result);
        Assert.False(await ground.Rounds.DropAsync(ground.First.Id, decided, Stop));
        Assert.Equal(ConfirmResult.DecidedBefore, await ground.ConfirmAsync(ground.First, decided));
        Assert.True(await ground.Rounds.DropAsync(ground.First.Id, open, Stop));
        var ledger = Assert.Single(await ground.LedgerAsync());
        Assert.Equal((10000, 6000), (ledger.CameIn, ledger.Shared));
    }
}
