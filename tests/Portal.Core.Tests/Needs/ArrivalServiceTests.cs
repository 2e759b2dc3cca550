using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Needs;

namespace Portal.Core.Tests.Needs;

/// <summary>What organisers tick off.</summary>
public sealed class ArrivalServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Some_all_or_more_of_a_promise_comes_or_something_without_one_and_all_of_it_adds_up(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (ruth, key) = (await ground.Portal.Data.CreateSupporterAsync(), Ids.New(ground.Portal.Clock));
        var pledge = (await ground.PledgeAsync(ruth, 10)).PledgeId!.Value;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ground.NoteAsync(4, pledge, key))));
        Assert.All(outcomes, outcome => Assert.Equal(ArrivalOutcome.Done, outcome));
        Assert.Equal((6, 4), await ground.CountsAsync());
        Assert.Equal(ArrivalOutcome.Done, await ground.NoteAsync(9, pledge));
        Assert.Equal((0, 13), await ground.CountsAsync());
        Assert.Equal((PledgeState.Arrived, 13), (await ground.ReadAsync(pledge) is var done ? done.State : default, done.Arrived));
        Assert.Equal(ArrivalOutcome.PledgeOver, await ground.NoteAsync(1, pledge));
        Assert.Equal(ArrivalOutcome.Done, await ground.NoteAsync(30));
        Assert.Equal((0, 43), await ground.CountsAsync());
        foreach (var amount in new[] { 0, -1, Need.MostAmount + 1 })
        {
            Assert.Equal(ArrivalOutcome.AmountOutOfRange, await ground.NoteAsync(amount));
        }

        Assert.Equal(ArrivalOutcome.NotFound, await ground.NoteAsync(1, Ids.New(ground.Portal.Clock)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_noted_by_mistake_is_taken_back_and_the_promise_waits_again_unless_there_is_a_new_one(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var ruth = await ground.Portal.Data.CreateSupporterAsync();
        var pledge = (await ground.PledgeAsync(ruth, 5)).PledgeId!.Value;
        var arrival = await ground.Portal.Data.ReceiveAsync(ground.Organiser, ground.Need, 5, pledge);

        Assert.Equal(ArrivalOutcome.Done, await TakeBackAsync(ground, ground.Organiser, arrival));
        Assert.Equal(ArrivalOutcome.Done, await TakeBackAsync(ground, ground.Organiser, arrival));
        Assert.Equal((5, 0), await ground.CountsAsync());
        Assert.Equal(PledgeState.Open, (await ground.ReadAsync(pledge)).State);

        arrival = await ground.Portal.Data.ReceiveAsync(ground.Organiser, ground.Need, 5, pledge);
        await ground.PledgeAsync(ruth, 7);
        Assert.Equal(ArrivalOutcome.NotFound, await TakeBackAsync(ground, ruth, arrival));
        Assert.Equal(ArrivalOutcome.Done, await TakeBackAsync(ground, ground.Organiser, arrival));
        Assert.Equal((7, 0), await ground.CountsAsync());
        Assert.Equal(PledgeState.TakenBack, (await ground.ReadAsync(pledge)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_promise_that_is_taken_back_while_it_is_ticked_off_adds_up_whoever_is_first(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        for (var round = 0; round < 10; round++)
        {
            var ruth = await ground.Portal.Data.CreateSupporterAsync();
            if ((await ground.PledgeAsync(ruth, 2)).PledgeId is not { } pledge)
            {
                break;
            }

            await Task.WhenAll(Task.Run(() => ground.TakeBackAsync(ruth, pledge)), Task.Run(() => ground.NoteAsync(1, pledge)), Task.Run(() => ground.ChangeAsync(ruth, pledge, 3)));
            await ground.AssertAddsUpAsync();
        }
    }

    private static Task<ArrivalOutcome> TakeBackAsync(NeedGround ground, Supporter by, Guid arrival) =>
        ground.Portal.RunAsync<ArrivalService, ArrivalOutcome>(s => s.TakeBackAsync(by.Id, ground.Need, arrival, Stop));
}
