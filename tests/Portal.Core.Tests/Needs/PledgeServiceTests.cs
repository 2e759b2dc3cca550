using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Data;
using Portal.Core.Needs;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Needs;

/// <summary>What supporters promise.</summary>
public sealed class PledgeServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task At_most_what_is_missing_is_promised_and_the_refusal_says_how_much_that_is(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (ruth, ben) = (await ground.Portal.Data.CreateSupporterAsync(), await ground.Portal.Data.CreateSupporterAsync());
        await ground.NoteAsync(3);

        var first = await ground.PledgeAsync(ruth, 5, word: "  with the convoy ");
        Assert.Equal(PledgeResult.Done, first.Result);
        Assert.Equal(("with the convoy", 5), (await ground.ReadAsync(first.PledgeId!.Value) is var kept ? kept.Word : null, kept.Amount));
        AssertRefused(12, PledgeFault.MoreThanMissing, await ground.PledgeAsync(ben, 13));
        Assert.Equal(PledgeResult.Done, (await ground.PledgeAsync(ben, 12)).Result);
        Assert.Equal((17, 3), await ground.CountsAsync());
        var late = await ground.Portal.Data.CreateSupporterAsync();
        Assert.Equal([PledgeFault.DayPast, PledgeFault.NothingMissing], (await ground.PledgeAsync(late, 1, days: -1)).Faults);
        Assert.Equal([PledgeFault.AmountOutOfRange, PledgeFault.DayTooFar, PledgeFault.WordUnusable], (await ground.PledgeAsync(late, 0, days: 366, word: new string('a', 201))).Faults);
        Assert.Equal([PledgeFault.AlreadyPledged], (await ground.PledgeAsync(ruth, 1)).Faults);
        Assert.Equal(2, (await ground.MailAsync("pledge-made")).Count);
        Assert.Contains("The warehouse, weekdays.", (await Letters.WriteAsync(ground.Portal, "pledge-made", ruth)).Words(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_double_click_promises_once_and_nobodys_key_is_anothers(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (ruth, key) = (await ground.Portal.Data.CreateSupporterAsync(), Ids.New(ground.Portal.Clock));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ground.PledgeAsync(ruth, 5, key: key))));

        Assert.All(outcomes, outcome => Assert.Equal((PledgeResult.Done, key), (outcome.Result, outcome.PledgeId)));
        Assert.Equal((5, 0), await ground.CountsAsync());
        Assert.Single(await ground.MailAsync("pledge-made"));
        Assert.Equal(PledgeResult.NotFound, (await ground.PledgeAsync(await ground.Portal.Data.CreateSupporterAsync(), 5, key: key)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_those_who_promise_the_last_20_at_once_one_has_them(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var people = await PeopleAsync(ground, 8);

        var outcomes = await RaceAsync(ground, people);

        Assert.Single(outcomes, outcome => outcome.Result == PledgeResult.Done);
        Assert.All(outcomes.Where(outcome => outcome.Result != PledgeResult.Done), outcome => AssertRefused(0, PledgeFault.NothingMissing, outcome));
        Assert.Equal((20, 0), await ground.CountsAsync());
    }

    /// <summary>The control: with only the guard replaced, the same race promises too much.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_the_guard_the_same_race_promises_more_than_is_missing(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider, more: services => services.AddSingleton<NeedGuard, NaiveGuard>());
        var people = await PeopleAsync(ground, 8);
        var tooMuch = false;
        for (var round = 0; round < 20 && !tooMuch; round++)
        {
            await using (var db = ground.Portal.NewContext())
            {
                await db.Pledges.ExecuteDeleteAsync(Stop);
                await db.Needs.ExecuteUpdateAsync(set => set.SetProperty(n => n.Pledged, 0), Stop);
            }

            var outcomes = await RaceAsync(ground, people);
            await ((NaiveGuard)ground.Portal.Services.GetRequiredService<NeedGuard>()).WrittenAsync();
            tooMuch = outcomes.Count(outcome => outcome.Result == PledgeResult.Done) > 1;
        }

        Assert.True(tooMuch);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_promise_is_changed_within_what_is_missing_and_taken_back_once(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (ruth, ben) = (await ground.Portal.Data.CreateSupporterAsync(), await ground.Portal.Data.CreateSupporterAsync());
        var pledge = (await ground.PledgeAsync(ruth, 5)).PledgeId!.Value;
        await ground.PledgeAsync(ben, 10);

        AssertRefused(10, PledgeFault.MoreThanMissing, await ground.ChangeAsync(ruth, pledge, 11));
        Assert.Equal(PledgeResult.Done, (await ground.ChangeAsync(ruth, pledge, 10)).Result);
        Assert.Equal((20, 0), await ground.CountsAsync());
        Assert.Equal(PledgeResult.Done, (await ground.ChangeAsync(ruth, pledge, 4)).Result);
        await ground.NoteAsync(2, pledge);
        Assert.Equal([PledgeFault.LessThanArrived], (await ground.ChangeAsync(ruth, pledge, 2)).Faults);
        Assert.Equal(PledgeResult.NotFound, (await ground.ChangeAsync(ben, pledge, 3)).Result);
        Assert.Equal(PledgeResult.NotFound, (await ground.TakeBackAsync(ben, pledge)).Result);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ground.TakeBackAsync(ruth, pledge))));

        Assert.All(outcomes, outcome => Assert.Equal(PledgeResult.Done, outcome.Result));
        Assert.Equal((10, 2), await ground.CountsAsync());
        Assert.Equal([PledgeFault.Over], (await ground.ChangeAsync(ruth, pledge, 5)).Faults);
        Assert.Equal(PledgeResult.Done, (await ground.PledgeAsync(ruth, 8)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_suspended_or_goes_promises_nothing_and_what_they_promised_is_missing_again(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (data, admin) = (ground.Portal.Data, await ground.Portal.Data.CreateAdministratorAsync());
        var (ruth, ben) = (await data.CreateSupporterAsync(), await data.CreateSupporterAsync());
        await ground.PledgeAsync(ruth, 5);
        var other = (await ground.PledgeAsync(ben, 6, word: "from me")).PledgeId!.Value;
        await ground.NoteAsync(2, other);

        await ground.Portal.RunAsync<SuspensionService, SuspendOutcome>(s => s.SuspendAsync(admin.Id, ruth.Id, "for the sake of this test", Stop));
        Assert.Equal((4, 2), await ground.CountsAsync());
        Assert.Equal(PledgeResult.NotFound, (await ground.PledgeAsync(ruth, 1)).Result);
        Assert.Equal(PledgeResult.NotFound, (await ground.PledgeAsync(await data.CreateSupporterAsync(confirmed: false), 1)).Result);

        Assert.Equal(1, await ground.Portal.EraseAtOnceAsync(ben));
        Assert.Equal((0, 2), await ground.CountsAsync());
        var kept = await ground.ReadAsync(other);
        Assert.Equal((null, null, PledgeState.TakenBack, 2), (kept.SupporterId, kept.Word, kept.State, kept.Arrived));
    }

    private static void AssertRefused(int missing, PledgeFault fault, PledgeOutcome outcome)
    {
        Assert.Equal((PledgeResult.Refused, missing), (outcome.Result, outcome.Missing));
        Assert.Equal([fault], outcome.Faults);
    }

    private static async Task<List<Supporter>> PeopleAsync(NeedGround ground, int count)
    {
        var people = new List<Supporter>();
        while (people.Count < count)
        {
            people.Add(await ground.Portal.Data.CreateSupporterAsync());
        }

        return people;
    }

    private static async Task<PledgeOutcome[]> RaceAsync(NeedGround ground, IEnumerable<Supporter> people)
    {
        var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = people.Select(async person =>
        {
            await barrier.Task;
            return await ground.PledgeAsync(person, 20);
        }).ToList();
        barrier.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>Looks first and counts afterwards, as one would without thinking of others.</summary>
    private sealed class NaiveGuard(IDbContextFactory<PortalDbContext> contexts) : NeedGuard
    {
        private readonly ConcurrentQueue<Task> _writes = [];

        public Task WrittenAsync() => Task.WhenAll(_writes);

        public override async Task<bool> TryPledgeAsync(PortalDbContext db, Guid needId, int amount, DateTimeOffset now, CancellationToken cancellationToken)
        {
            if (!await db.Needs.AnyAsync(n => n.Id == needId && n.Wanted - n.Pledged - n.Arrived >= amount, cancellationToken))
            {
                return false;
            }

            _writes.Enqueue(CountAsync(needId, amount));
            return true;
        }

        private async Task CountAsync(Guid needId, int amount)
        {
            await Task.Yield();
            await using var db = await contexts.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Needs.Where(n => n.Id == needId).ExecuteUpdateAsync(set => set.SetProperty(n => n.Pledged, n => n.Pledged + amount));
            await transaction.CommitAsync();
        }
    }
}
