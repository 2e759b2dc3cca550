using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Needs;
using Portal.Core.Privacy.Retention;

namespace Portal.Core.Tests.Needs;

/// <summary>What the job keeps true.</summary>
public sealed class NeedUpkeepTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_30_days_the_organisers_are_asked_once_and_7_days_later_it_is_nowhere_but_on_their_own_list(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        await ground.Portal.Data.CreateOrganiserAsync(ground.Organisation);
        var second = await ground.Portal.Data.CreateNeedAsync(ground.Organisation, TestNeeds.Plan(item: "Diesel"), ground.Organiser);
        var lonely = await ground.Portal.Data.CreateNeedAsync(await ground.Portal.Data.CreateOrganisationAsync(), TestNeeds.Plan(item: "Tea"));
        await using (var db = ground.Portal.NewContext())
        {
            // Nobody organises there any more: there is nobody to ask.
            await db.Memberships.Where(m => m.OrganisationId != ground.Organisation.Id).ExecuteDeleteAsync(Stop);
        }

        ground.Portal.Clock.Advance(TimeSpan.FromDays(29));
        Assert.StartsWith("asked about: 0,", await ground.KeepUpAsync(), StringComparison.Ordinal);
        ground.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(ground.KeepUpAsync, Stop)));
        Assert.StartsWith("asked about: 0,", await ground.KeepUpAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await ground.MailAsync("needs-renewal")).Count);
        var words = (await Letters.WriteAsync(ground.Portal, "needs-renewal", ground.Organiser)).Words();
        Assert.All(["Work gloves, size L", "Diesel", "Saturday 20 February"], word => Assert.Contains(word, words, StringComparison.Ordinal));
        Assert.Equal(3, await CountAsync(ground));

        await ground.RenewAsync();
        Assert.DoesNotContain("gloves", (await Letters.WriteAsync(ground.Portal, "needs-renewal", ground.Organiser)).Words(), StringComparison.Ordinal);
        ground.Portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await CountAsync(ground));
        Assert.Equal("needs-answered", (await Letters.WriteAsync(ground.Portal, "needs-renewal", ground.Organiser)).SkipReason);
        Assert.Equal(
            [(ground.Need, NeedState.Shown), (second, NeedState.Vanished)],
            (await ground.Portal.RunAsync<NeedDesk, IReadOnlyList<DeskNeed>>(d => d.ListAsync(ground.Organiser.Id, Stop))).Select(n => (n.Id, n.State)));
        Assert.Null(await ground.Portal.RunAsync<NeedQueries, NeedCard?>(q => q.FindAsync(second, Stop)));
        Assert.Equal([ground.Need], (await ground.Portal.RunAsync<NeedQueries, IReadOnlyList<NeedCard>>(q => q.AllAsync(new(), Stop))).Select(n => n.Id));
        Assert.Equal([ground.Need], (await ground.Portal.RunAsync<NeedQueries, IReadOnlyList<NeedCard>>(q => q.ShortAsync(null, 9, Stop))).Select(n => n.Id));
        Assert.True(await ground.Portal.RunAsync<NeedQueries, bool>(q => q.WasThereAsync(lonely, Stop)));

        await ground.Portal.RunAsync<NeedService, NeedOutcome>(s => s.RenewAsync(ground.Organiser.Id, second, Stop));
        Assert.Equal(2, await CountAsync(ground));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_promise_lapses_two_weeks_after_its_day_and_that_is_said_once_and_kindly(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (ruth, ben) = (await ground.Portal.Data.CreateSupporterAsync(), await ground.Portal.Data.CreateSupporterAsync());
        var pledge = (await ground.PledgeAsync(ruth, 10, days: 1)).PledgeId!.Value;
        await ground.PledgeAsync(ben, 2, days: 16);
        await ground.NoteAsync(4, pledge);

        ground.Portal.Clock.Advance(TimeSpan.FromDays(15));
        await ground.KeepUpAsync();
        Assert.Equal((8, 4), await ground.CountsAsync());
        ground.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(ground.KeepUpAsync, Stop)));

        Assert.Equal((2, 4), await ground.CountsAsync());
        Assert.Equal(PledgeState.Lapsed, (await ground.ReadAsync(pledge)).State);
        Assert.Equal(ruth.Id, Assert.Single(await ground.MailAsync("pledge-lapsed")).SupporterId);
        Assert.Contains("6\u00a0pairs", (await Letters.WriteAsync(ground.Portal, "pledge-lapsed", ruth)).Words(), StringComparison.Ordinal);
        Assert.Equal(PledgeResult.Done, (await ground.PledgeAsync(ruth, 14)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_day_before_one_reminder_goes_out_however_many_workers_look(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (ruth, tomorrow) = (await ground.Portal.Data.CreateSupporterAsync(), await ground.Portal.Data.CreateSupporterAsync());
        var pledge = (await ground.PledgeAsync(ruth, 5, days: 3)).PledgeId!.Value;
        // Whoever promises for tomorrow has just been told.
        await ground.PledgeAsync(tomorrow, 5, days: 1);
        await ground.KeepUpAsync();

        ground.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await ground.KeepUpAsync();
        Assert.Empty(await ground.MailAsync("pledge-reminder"));
        ground.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(ground.KeepUpAsync, Stop)));
        ground.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await ground.KeepUpAsync();

        Assert.Equal(ruth.Id, Assert.Single(await ground.MailAsync("pledge-reminder")).SupporterId);
        Assert.Null((await Letters.WriteAsync(ground.Portal, "pledge-reminder", ruth)).SkipReason);
        ruth.WantsReminders = false;
        Assert.Equal("not-wanted", (await Letters.WriteAsync(ground.Portal, "pledge-reminder", ruth)).SkipReason);
        await ground.TakeBackAsync(ruth, pledge);
        Assert.Equal("pledge-over", (await Letters.WriteAsync(ground.Portal, "pledge-reminder", ruth)).SkipReason);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_promised_and_noted_is_forgotten_a_year_after_it_ended_and_the_numbers_stay(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var pledge = (await ground.PledgeAsync(await ground.Portal.Data.CreateSupporterAsync(), 5, word: "gladly")).PledgeId!.Value;
        await ground.NoteAsync(5, pledge);

        ground.Portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(12) - TimeSpan.FromSeconds(1));
        await RunAsync(ground);
        Assert.NotNull((await ground.ReadAsync(pledge)).SupporterId);
        ground.Portal.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("who promised and noted what is short 2", await RunAsync(ground), StringComparison.Ordinal);

        Assert.Equal((null, null, 5), (await ground.ReadAsync(pledge) is var kept ? kept.SupporterId : null, kept.Word, kept.Amount));
        Assert.Equal((0, 5), await ground.CountsAsync());
    }

    private static Task<string> RunAsync(NeedGround ground) => ground.Portal.RunAsync<RetentionService, string>(retention => retention.RunAsync(Stop));

    private static async Task<int> CountAsync(NeedGround ground) => (await ground.Portal.RunAsync<NeedQueries, NeedPage>(q => q.ListAsync(new(), 1, Stop))).Total;
}
