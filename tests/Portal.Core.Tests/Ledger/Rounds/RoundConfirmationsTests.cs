using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Organisations;
using static Portal.Core.Tests.Ledger.LedgerGround;

namespace Portal.Core.Tests.Ledger.Rounds;

public sealed class RoundConfirmationsTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_administrators_who_share_no_organisation_decide_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("100");
        var (same, none, nobody) = (await ground.Portal.Data.CreateAdministratorAsync("Same"), await ground.Portal.Data.CreateAdministratorAsync("None"), await ground.Portal.Data.CreateOrganiserAsync(ground.Clinic));
        await ground.Portal.Data.MakeMemberAsync(same, ground.Kitchen);
        await ground.Portal.Data.MakeMemberAsync(same, ground.Clinic);
        var round = await ground.OpenAsync("60");

        Assert.Equal(ConfirmResult.NotProposed, await ground.ConfirmAsync(ground.First, round));
        await ground.ProposeAsync(round);
        Assert.Equal(ConfirmResult.NotFound, await ground.ConfirmAsync(nobody, round));
        Assert.Equal(ConfirmResult.NoOrganisation, await ground.ConfirmAsync(none, round));
        Assert.Equal(ConfirmResult.Confirmed, await ground.ConfirmAsync(ground.First, round));
        Assert.Equal(ConfirmResult.Already, await ground.ConfirmAsync(ground.First, round));
        Assert.Equal(ConfirmResult.SameOrganisation, await ground.ConfirmAsync(same, round));
        Assert.Equal(ConfirmResult.ChangedMeanwhile, await ground.Confirmations.ConfirmAsync(ground.Second.Id, round, 1, Stop));
        Assert.Equal(ConfirmResult.Decided, await ground.ConfirmAsync(ground.Second, round));
        Assert.Equal(ConfirmResult.DecidedBefore, await ground.ConfirmAsync(ground.Second, round));

        var read = await ground.ReadAsync(round);
        Assert.Equal(["Kitchen", "Woodyard"], read.ConfirmedFrom.Order(StringComparer.Ordinal));
        await using var db = ground.Portal.NewContext();
        Assert.Equal(2, await db.RoundConfirmations.CountAsync(Stop));
        Assert.Equal(["ledger.round-confirmed", "ledger.round-confirmed", "ledger.round-decided"], await db.AuditEntries.Where(a => a.Action.StartsWith("ledger.round-c") || a.Action.StartsWith("ledger.round-d")).OrderBy(a => a.Action).Select(a => a.Action).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_said_yes_and_lost_the_role_the_account_or_the_organisation_does_not_count(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("100");
        var now = ground.Portal.Clock.GetUtcNow();
        Func<PortalDbContext, Task<int>>[] losses =
        [
            db => db.Supporters.Where(s => s.Id == ground.First.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, (DateTimeOffset?)now), Stop),
            db => db.CoalitionRoles.Where(r => r.SupporterId == ground.First.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.EndsAt, (DateTimeOffset?)now), Stop),
            db => db.Memberships.Where(m => m.SupporterId == ground.First.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MembershipState.Ended), Stop),
        ];
        var third = await ground.Portal.Data.CreateAdministratorAsync("Third");
        await ground.Portal.Data.MakeMemberAsync(third, ground.Clinic);
        foreach (var lose in losses)
        {
            var round = await ground.OpenAsync("10");
            await ground.ProposeAsync(round);
            Assert.Equal(ConfirmResult.Confirmed, await ground.ConfirmAsync(ground.First, round));
            await using var db = ground.Portal.NewContext();
            await lose(db);

            Assert.Equal(ConfirmResult.Confirmed, await ground.ConfirmAsync(ground.Second, round));
            Assert.Equal(ConfirmResult.Decided, await ground.ConfirmAsync(third, round));

            Assert.Equal(["Clinic", "Woodyard"], (await ground.ReadAsync(round)).ConfirmedFrom.Order(StringComparer.Ordinal));
            await db.Supporters.ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, (DateTimeOffset?)null), Stop);
            await db.CoalitionRoles.ExecuteUpdateAsync(set => set.SetProperty(r => r.EndsAt, (DateTimeOffset?)null), Stop);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Where_a_member_left_or_came_the_shares_are_proposed_anew(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("100");
        var round = await ground.OpenAsync("60");
        await ground.ProposeAsync(round);
        await ground.ConfirmAsync(ground.First, round);

        await ground.BecomesAsync(ground.Clinic, Standing.Partner);

        Assert.Equal(ConfirmResult.MembersChanged, await ground.ConfirmAsync(ground.Second, round));
        await ground.ProposeAsync(round);
        Assert.Equal([0, 3000, 0, 3000], (await ground.ReadAsync(round)).Shares.Select(share => share.Amount));
        Assert.Equal(ConfirmResult.Confirmed, await ground.ConfirmAsync(ground.Second, round));
        Assert.Equal(ConfirmResult.Decided, await ground.ConfirmAsync(ground.First, round));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task However_many_confirm_at_once_there_is_one_decision(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("1000");
        for (var n = 0; n < 5; n++)
        {
            var round = await ground.OpenAsync("10");
            await ground.ProposeAsync(round);
            var version = (await ground.ReadAsync(round)).Version;

            // Both, and each of them twice.
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => Task.Run(() => ground.Confirmations.ConfirmAsync(at % 2 == 0 ? ground.First.Id : ground.Second.Id, round, version, Stop))));

            Assert.Single(results, ConfirmResult.Decided);
            Assert.Single(results, ConfirmResult.Confirmed);
            await using var db = ground.Portal.NewContext();
            Assert.Equal(n + 1, await db.AuditEntries.CountAsync(a => a.Action == "ledger.round-decided", Stop));
        }
    }

    // The control: what happens to two who look before either has written, as they would without the turn. Nobody decides.
    [Fact]
    public async Task Without_the_turn_two_who_confirm_at_once_do_not_see_each_other()
    {
        await using var ground = await StartAsync(DatabaseProvider.Postgres);
        await ground.EarnAsync("100");
        var round = await ground.OpenAsync("10");
        await ground.ProposeAsync(round);
        var version = (await ground.ReadAsync(round)).Version;
        await using var one = ground.Portal.NewContext();
        await using var other = ground.Portal.NewContext();
        var seen = new List<int>();
        foreach (var (db, who, from) in new[] { (one, ground.First, ground.Kitchen), (other, ground.Second, ground.Woodyard) })
        {
            await db.Database.BeginTransactionAsync(Stop);
            seen.Add(await db.RoundConfirmations.CountAsync(c => c.RoundId == round, Stop));
            db.RoundConfirmations.Add(new RoundConfirmation { RoundId = round, Version = version, ById = who.Id, OrganisationId = from.Id, At = ground.Portal.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Stop);
        }

        await one.Database.CommitTransactionAsync(Stop);
        await other.Database.CommitTransactionAsync(Stop);
        Assert.Equal([0, 0], seen);
    }
}
