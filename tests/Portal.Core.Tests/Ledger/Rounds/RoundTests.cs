using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Organisations;
using static Portal.Core.Tests.Ledger.LedgerGround;

namespace Portal.Core.Tests.Ledger.Rounds;

public sealed class RoundTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Shares_go_by_what_members_say_they_need_and_partners_stand_by_and_take_nothing(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("1000");
        var organiser = await ground.Portal.Data.CreateOrganiserAsync(ground.Kitchen);
        var round = await ground.OpenAsync("100", ShareRule.ByNeed);
        Task<LedgerOutcome> NeedAsync(Guid who, Organisation organisation, string? amount) => ground.Rounds.StateNeedAsync(who, round, organisation.Id, amount, AmountLayout.Dot, Stop);

        Assert.Equal(LedgerFaultKind.NoNeeds, Assert.Single((await ground.ProposeAsync(round)).Faults).Kind);
        Assert.Equal(LedgerResult.Done, (await NeedAsync(organiser.Id, ground.Kitchen, "50")).Result);
        Assert.Equal(LedgerResult.NotFound, (await NeedAsync(organiser.Id, ground.Woodyard, "50")).Result);
        Assert.Equal(LedgerResult.NotFound, (await NeedAsync(ground.First.Id, ground.Observers, "50")).Result);
        Assert.Equal(LedgerFaultKind.AmountTooPrecise, Assert.Single((await NeedAsync(organiser.Id, ground.Kitchen, "0.001")).Faults).Kind);
        Assert.Equal(LedgerFaultKind.NeedsBelowAmount, Assert.Single((await ground.ProposeAsync(round)).Faults).Kind);
        await NeedAsync(ground.Second.Id, ground.Woodyard, "100");
        Assert.Equal(LedgerResult.Done, (await ground.ProposeAsync(round)).Result);

        var read = await ground.ReadAsync(round);
        Assert.Equal([0, 3333, 0, 6667], read.Shares.Select(share => share.Amount));
        Assert.Equal(["Observers"], read.Partners.Select(share => share.Name));
        Assert.Equal(ConfirmResult.Confirmed, await ground.ConfirmAsync(ground.First, round));

        // What somebody needs now voids what was proposed, and with it the yes.
        await NeedAsync(organiser.Id, ground.Kitchen, "200");
        Assert.Equal(ConfirmResult.NotProposed, await ground.ConfirmAsync(ground.Second, round));
        await ground.ProposeAsync(round);
        Assert.Equal(ConfirmResult.Confirmed, await ground.ConfirmAsync(ground.Second, round));
        Assert.Equal(ConfirmResult.Decided, await ground.ConfirmAsync(ground.First, round));
        Assert.Equal([0, 6667, 0, 3333], (await ground.ReadAsync(round)).Shares.Select(share => share.Amount));

        // A partner may take part in a later round; the earlier one stands as it was.
        await ground.BecomesAsync(ground.Observers, Standing.Member);
        await ground.DecideAsync("100");
        Assert.Equal([2500, 2500, 2500, 2500], (await ground.LedgerAsync())[0].Rounds[0].Shares.Select(share => share.Amount));
        Assert.Equal(["Observers"], (await ground.ReadAsync(round)).Partners.Select(share => share.Name));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task By_hand_the_shares_come_to_what_is_shared_out_and_no_round_shares_what_did_not_come_in(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("100");
        await ground.EarnAsync("900", "GBP");

        var tooMuch = await ground.Rounds.OpenAsync(ground.First.Id, new("EUR", "100.01", AmountLayout.Dot, ShareRule.Equal), Ids.New(ground.Portal.Clock), Stop);
        Assert.Equal(LedgerFaultKind.MoreThanCameIn, Assert.Single(tooMuch.Faults).Kind);
        Assert.Equal([LedgerFaultKind.CurrencyUnknown, LedgerFaultKind.AmountZero, LedgerFaultKind.RuleMissing], (await ground.Rounds.OpenAsync(ground.First.Id, new("", "0", AmountLayout.Dot, null), Ids.New(ground.Portal.Clock), Stop)).Faults.Select(fault => fault.Kind));
        Assert.Equal(LedgerResult.NotFound, (await ground.Rounds.OpenAsync((await ground.Portal.Data.CreateSupporterAsync()).Id, new("EUR", "1", AmountLayout.Dot, ShareRule.Equal), Ids.New(ground.Portal.Clock), Stop)).Result);

        var (one, other) = (await ground.OpenAsync("80", ShareRule.ByHand), await ground.OpenAsync("80", ShareRule.ByHand));
        var differs = Assert.Single((await ground.ProposeAsync(one, (ground.Kitchen, "50"), (ground.Clinic, "29.99"))).Faults);
        Assert.Equal((LedgerFaultKind.SharesDiffer, "€79.99"), (differs.Kind, differs.What));
        Assert.Equal(LedgerFaultKind.AmountNegative, Assert.Single((await ground.ProposeAsync(one, (ground.Kitchen, "81"), (ground.Clinic, "-1"))).Faults).Kind);
        foreach (var round in new[] { one, other })
        {
            Assert.Equal(LedgerResult.Done, (await ground.ProposeAsync(round, (ground.Kitchen, "50"), (ground.Clinic, "30"))).Result);
            await ground.ConfirmAsync(ground.First, round);
        }

        // Two rounds share out the same money at once: one does.
        var results = await Task.WhenAll(new[] { one, other }.Select(round => Task.Run(() => ground.ConfirmAsync(ground.Second, round))));
        Assert.Equal([ConfirmResult.Decided, ConfirmResult.MoreThanCameIn], results.Order());
        Assert.Equal([("EUR", 2000L), ("GBP", 90000L)], (await ground.LedgerAsync()).Select(ledger => (ledger.Currency, ledger.Left)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_decision_is_put_right_by_another_that_takes_no_more_than_the_share(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("90");
        var round = await ground.DecideAsync("90");
        var opened = await ground.Rounds.OpenCorrectionAsync(ground.Second.Id, round, Line("The clinic gave it back"), Ids.New(ground.Portal.Clock), Stop);
        var correction = opened.Id!.Value;

        Assert.Equal(LedgerFaultKind.NothingChanges, Assert.Single((await ground.ProposeAsync(correction)).Faults).Kind);
        Assert.Equal(LedgerFaultKind.MoreThanShare, Assert.Single((await ground.ProposeAsync(correction, (ground.Clinic, "-30.01"))).Faults).Kind);
        Assert.Equal(LedgerFaultKind.MoreThanCameIn, Assert.Single((await ground.ProposeAsync(correction, (ground.Clinic, "10"))).Faults).Kind);
        Assert.Equal(LedgerResult.Done, (await ground.ProposeAsync(correction, (ground.Clinic, "-30"), (ground.Kitchen, "20"))).Result);
        await ground.ConfirmAsync(ground.First, correction);
        Assert.Equal(ConfirmResult.Decided, await ground.ConfirmAsync(ground.Second, correction));

        var ledger = Assert.Single(await ground.LedgerAsync());
        Assert.Equal((8000, 1000), (ledger.Shared, ledger.Left));
        Assert.Equal(1, ledger.Rounds[0].Corrects);
        Assert.Equal([3000, 3000, 0, 3000], ledger.Rounds[1].Shares.Select(share => share.Amount));
        Assert.Equal(LedgerResult.NotFound, (await ground.Rounds.OpenCorrectionAsync(ground.First.Id, correction, Line("Again"), Ids.New(ground.Portal.Clock), Stop)).Result);
        var late = await ground.Rounds.OpenCorrectionAsync(ground.First.Id, round, Line("Once more"), Ids.New(ground.Portal.Clock), Stop);
        Assert.Equal(LedgerFaultKind.MoreThanShare, Assert.Single((await ground.ProposeAsync(late.Id!.Value, (ground.Clinic, "-1"))).Faults).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_member_says_in_a_sentence_what_it_did_with_its_share(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        await ground.EarnAsync("90");
        var (round, open) = (await ground.DecideAsync("60"), await ground.OpenAsync("30"));
        var organiser = await ground.Portal.Data.CreateOrganiserAsync(ground.Kitchen);
        var stories = ground.Portal.Services.GetRequiredService<ShareStories>();
        async Task<LedgerResult> TellAsync(Guid who, Guid which, Organisation organisation, string text) => (await stories.WriteAsync(who, which, organisation.Id, Line(text), Stop)).Result;

        Assert.Equal(LedgerResult.NotFound, await TellAsync(organiser.Id, round, ground.Woodyard, "Wood"));
        Assert.Equal(LedgerResult.NotFound, await TellAsync(organiser.Id, open, ground.Kitchen, "Rice"));
        Assert.Equal(LedgerResult.NotFound, await TellAsync(ground.First.Id, round, ground.Observers, "Nothing"));
        Assert.Equal(LedgerResult.Refused, await TellAsync(organiser.Id, round, ground.Kitchen, ""));
        Assert.Equal(LedgerResult.Refused, await TellAsync(organiser.Id, round, ground.Kitchen, "Call +33 6 12 34 56 78"));
        Assert.Equal(LedgerResult.Done, await TellAsync(organiser.Id, round, ground.Kitchen, "Rice"));
        Assert.Equal(LedgerResult.Done, await TellAsync(ground.Second.Id, round, ground.Kitchen, "Rice for 400 meals"));

        Assert.Equal("Rice for 400 meals", (await ground.ReadAsync(round)).Shares.Single(share => share.Name == "Kitchen").Story!.In("en"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whatever_comes_in_and_is_shared_the_page_adds_up_to_the_rows(DatabaseProvider provider)
    {
        await using var ground = await StartAsync(provider);
        var random = new Random(42);
        string Some(int least, int most) => MoneyText.Plain(random.NextInt64(least, most), "EUR");
        foreach (var currency in new[] { "EUR", "GBP" })
        {
            for (var n = 0; n < 8; n++)
            {
                await ground.EarnAsync(Some(10_000, 5_000_000), currency, $"2026-{random.Next(1, 13):00}", (Core.Ledger.Income.IncomeKind)random.Next(4));
            }

            for (var n = 0; n < 4; n++)
            {
                var rule = n % 2 == 0 ? ShareRule.ByNeed : ShareRule.Equal;
                var round = await ground.OpenAsync(Some(1, 15_000), rule, currency);
                foreach (var member in new[] { ground.Kitchen, ground.Woodyard, ground.Clinic })
                {
                    await ground.Rounds.StateNeedAsync(ground.First.Id, round, member.Id, Some(5_000, 9_000_000), AmountLayout.Dot, Stop);
                }

                Assert.Equal(LedgerResult.Done, (await ground.ProposeAsync(round)).Result);
                await ground.ConfirmAsync(ground.First, round);
                Assert.Equal(ConfirmResult.Decided, await ground.ConfirmAsync(ground.Second, round));
            }
        }

        await using var db = ground.Portal.NewContext();
        var (entries, shares, rounds) = (await db.IncomeEntries.AsNoTracking().ToListAsync(Stop), await db.RoundShares.AsNoTracking().ToListAsync(Stop), await db.ShareRounds.AsNoTracking().ToListAsync(Stop));
        var pulse = await ground.Portal.RunAsync<LedgerQueries, IReadOnlyList<LedgerPulse>>(ledger => ledger.PulseAsync(Stop));
        foreach (var ledger in await ground.LedgerAsync())
        {
            var ids = rounds.Where(round => round.Currency == ledger.Currency).Select(round => round.Id).ToHashSet();
            Assert.Equal(4, ids.Count);
            Assert.Equal(entries.Where(entry => entry.Currency == ledger.Currency).Sum(entry => entry.Amount), ledger.CameIn);
            Assert.Equal(ledger.CameIn, ledger.Kinds.Sum(ledger.Of));
            Assert.Equal(shares.Where(share => ids.Contains(share.RoundId)).Sum(share => share.Amount), ledger.Shared);
            Assert.All(ledger.Rounds, round => Assert.Equal(round.Amount, round.Shares.Sum(share => share.Amount)));
            Assert.Equal(new LedgerPulse(ledger.Currency, ledger.CameIn, ledger.Shared, 4), pulse.Single(one => one.Currency == ledger.Currency));
        }
    }
}
