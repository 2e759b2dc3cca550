using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Actions;
using Portal.Core.Data;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Actions;

public sealed class ActionDoingTests
{
    private const int Taps = 8;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task However_often_somebody_taps_at_once_they_count_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var action = await portal.Data.CreateActionAsync(await portal.Data.CreateOrganisationAsync());
        var (one, two) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await DoAsync(portal, two, action);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Taps).Select(_ => DoAsync(portal, one, action)));

        Assert.Equal((1, Taps - 1), (outcomes.Count(o => o == DoneOutcome.Counted), outcomes.Count(o => o == DoneOutcome.CountedBefore)));
        Assert.Equal((2, 2), await NumbersAsync(portal, action));

        // Taken back as often at once, it is taken back once.
        await Task.WhenAll(Enumerable.Range(0, Taps).Select(_ => portal.RunAsync<ActionDoing, DoneOutcome>(d => d.UndoAsync(one.Id, action, Stop))));
        Assert.Equal((1, 1), await NumbersAsync(portal, action));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Looking_first_and_counting_then_counts_a_double_tap_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var action = await portal.Data.CreateActionAsync(await portal.Data.CreateOrganisationAsync());
        var one = await portal.Data.CreateSupporterAsync();
        using var looked = new Barrier(2);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => NaiveAsync(portal, one, action, looked), Stop)));

        Assert.Equal((2, 1), await NumbersAsync(portal, action));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_over_counts_nobody_any_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var (passed, ended) = (await portal.Data.CreateActionAsync(organisation), await portal.Data.CreateActionAsync(organisation));
        var (early, late) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await DoAsync(portal, early, ended);
        Assert.Equal(ActionSaving.Done, (await portal.RunAsync<ActionService, ActionOutcome>(s => s.EndAsync(organiser.Id, ended, ended: true, Stop))).Result);

        Assert.Equal(DoneOutcome.Over, await DoAsync(portal, late, ended));
        Assert.Equal(DoneOutcome.CountedBefore, await DoAsync(portal, early, ended));
        Assert.Equal((1, 1), await NumbersAsync(portal, ended));
        Assert.Equal(DoneOutcome.NotFound, await DoAsync(portal, late, Guid.Empty));

        // On its last day it counts until midnight in Calais, where it is an hour later than in the portal's clock.
        portal.Clock.Advance(await UntilMidnightAsync(portal, passed) - TimeSpan.FromMinutes(1));
        Assert.Equal(DoneOutcome.Counted, await DoAsync(portal, early, passed));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(DoneOutcome.Over, await DoAsync(portal, late, passed));
        Assert.Equal((1, 1), await NumbersAsync(portal, passed));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_sentence_that_cannot_be_kept_counts_nobody(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var action = await portal.Data.CreateActionAsync(await portal.Data.CreateOrganisationAsync());
        var one = await portal.Data.CreateSupporterAsync();

        foreach (var wrong in new[] { new string('x', ActionDone.SentenceLength + 1), "half \uFFFD", "no\0thing" })
        {
            Assert.Equal(DoneOutcome.Unreadable, await DoAsync(portal, one, action, wrong));
        }

        Assert.Equal((0, 0), await NumbersAsync(portal, action));
        Assert.Equal(DoneOutcome.Counted, await DoAsync(portal, one, action, " \u2066 \u200B "));
        await using var db = portal.NewContext();
        Assert.Null((await db.ActionsDone.SingleAsync(Stop)).Sentence);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_number_outlives_an_account_and_the_sentence_does_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Data.CreateAdministratorAsync();
        var action = await portal.Data.CreateActionAsync(await portal.Data.CreateOrganisationAsync());
        var ruth = await portal.Data.CreateSupporterAsync();
        await DoAsync(portal, ruth, action, "I wrote two");
        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await portal.EraseAtOnceAsync(ruth));

        Assert.Equal((1, 0), await NumbersAsync(portal, action));
    }

    private static Task<DoneOutcome> DoAsync(TestPortal portal, Supporter who, Guid action, string? sentence = null) =>
        portal.RunAsync<ActionDoing, DoneOutcome>(d => d.DoAsync(who.Id, action, sentence, "en", Stop));

    private static async Task<(int Done, int Rows)> NumbersAsync(TestPortal portal, Guid action)
    {
        await using var db = portal.NewContext();
        return (await db.SolidarityActions.Where(a => a.Id == action).Select(a => a.Done).SingleAsync(Stop), await db.ActionsDone.CountAsync(d => d.ActionId == action, Stop));
    }

    private static async Task<TimeSpan> UntilMidnightAsync(TestPortal portal, Guid action)
    {
        await using var db = portal.NewContext();
        var last = await db.SolidarityActions.Where(a => a.Id == action).Select(a => a.Deadline).SingleAsync(Stop);
        var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, ActionDay.Zone.GetUtcOffset(midnight)) - portal.Clock.GetUtcNow();
    }

    // As one would write it at first: look, count, and let the key of the row speak only afterwards.
    private static async Task NaiveAsync(TestPortal portal, Supporter who, Guid action, Barrier looked)
    {
        await using var db = portal.NewContext();
        var counted = await db.ActionsDone.AnyAsync(d => d.ActionId == action && d.SupporterId == who.Id, Stop);
        looked.SignalAndWait(Stop);
        if (counted)
        {
            return;
        }

        await db.SolidarityActions.Where(a => a.Id == action).ExecuteUpdateAsync(set => set.SetProperty(a => a.Done, a => a.Done + 1), Stop);
        try
        {
            db.ActionsDone.Add(new ActionDone { ActionId = action, SupporterId = who.Id, Id = Ids.New(portal.Clock), At = portal.Clock.GetUtcNow() });
            await db.SaveChangesAsync(Stop);
        }
        catch (DbUpdateException)
        {
            // Counted all the same.
        }
    }
}
