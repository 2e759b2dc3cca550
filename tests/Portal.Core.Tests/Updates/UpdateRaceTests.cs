using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Updates;

public sealed class UpdateRaceTests
{
    private const int Hands = 8;

    private static readonly UpdateText Text = new("Soup tonight", "At seven.", Severity.Normal, "en");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_withdrawal_sent_many_times_at_once_is_done_for_all(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, id) = await PostAsync(portal);
        using var start = new Barrier(Hands);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Hands).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(Stop);
                return WithdrawAsync(portal, organiser, id);
            },
            Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        Assert.All(outcomes, outcome => Assert.Equal(UpdateResult.Done, outcome.Result));
        await using var db = portal.NewContext();
        Assert.Equal(
            [ChannelEventKind.Posted, ChannelEventKind.Withdrawn],
            await db.ChannelEvents.OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Stop));
    }

    // SQLite lets writers in one by one, so nobody can come between there.
    [Fact]
    public async Task A_withdrawal_that_meets_an_edit_wins_and_the_edit_it_met_stands_before_it()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        var meanwhile = new Meanwhile();
        await using var portal = await TestPortal.StartAsync(
            DatabaseProvider.Postgres, more: services => services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(meanwhile)));
        var (organiser, id) = await PostAsync(portal);
        meanwhile.Next = () => portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser, id, 0, Text with { Title = "Tea tonight" }, Stop));

        var outcome = await WithdrawAsync(portal, organiser, id);

        Assert.Equal((UpdateResult.Done, UpdateResult.Done), (outcome.Result, meanwhile.Outcome?.Result));
        await using var db = portal.NewContext();
        var update = await db.Updates.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("", ""), (update.Title, update.Html));
        Assert.NotNull(update.WithdrawnAt);
        Assert.Equal(
            [ChannelEventKind.Posted, ChannelEventKind.Edited, ChannelEventKind.Withdrawn],
            await db.ChannelEvents.OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Stop));
    }

    [Fact]
    public async Task An_edit_that_meets_a_withdrawal_is_told_so()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        var meanwhile = new Meanwhile();
        await using var portal = await TestPortal.StartAsync(
            DatabaseProvider.Postgres, more: services => services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(meanwhile)));
        var (organiser, id) = await PostAsync(portal);
        meanwhile.Next = () => WithdrawAsync(portal, organiser, id);

        var outcome = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser, id, 0, Text with { Title = "Tea tonight" }, Stop));

        Assert.Equal((UpdateResult.Withdrawn, UpdateResult.Done), (outcome.Result, meanwhile.Outcome?.Result));
        await using var db = portal.NewContext();
        Assert.Equal("", (await db.Updates.AsNoTracking().SingleAsync(Stop)).Title);
    }

    private static async Task<(Guid Organiser, Guid Update)> PostAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var outcome = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, Channel.Public, Text, Ids.New(portal.Clock), Stop));
        return (organiser.Id, outcome.UpdateId!.Value);
    }

    private static Task<UpdateOutcome> WithdrawAsync(TestPortal portal, Guid organiser, Guid id) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(organiser, id, Stop));

    /// <summary>Lets somebody else go first, once, right before something is saved.</summary>
    private sealed class Meanwhile : SaveChangesInterceptor
    {
        public Func<Task<UpdateOutcome>>? Next { get; set; }

        public UpdateOutcome? Outcome { get; private set; }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (Next is { } next)
            {
                Next = null;
                Outcome = await next();
            }

            return result;
        }
    }
}
