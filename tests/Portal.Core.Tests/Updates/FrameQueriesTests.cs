using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Updates;

public sealed class FrameQueriesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_replayed_frame_says_what_the_update_says_now_and_a_withdrawn_one_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var kept = await PostAsync(portal, organiser, organisation, "Tea");
        var gone = await PostAsync(portal, organiser, organisation, "A place that must not be named");
        await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser.Id, kept, 0, TextOf("Soup"), Stop));
        await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(organiser.Id, gone, Stop));

        var replay = await ReadAsync(portal, 0);

        Assert.Equal([1, 2, 3, 4], replay.Frames!.Select(f => f.Seq));
        Assert.Equal(["posted", "withdrawn", "edited", "withdrawn"], replay.Frames!.Select(f => f.Kind));
        Assert.Equal(["Soup", null, "Soup", null], replay.Frames!.Select(f => f.Title));
        Assert.All(
            replay.Frames!.Where(f => f.Kind == "withdrawn"),
            f => Assert.Equal(new Frame { Channel = Channel.Public, Seq = f.Seq, Id = gone, Kind = "withdrawn" }, f));
        Assert.Equal((false, 4L), (replay.More, replay.Head));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_gets_what_came_after_a_number_or_is_told_to_begin_anew(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        for (var number = 1; number <= FrameQueries.Most + 5; number++)
        {
            await PostAsync(portal, organiser, organisation, $"Number {number}");
        }

        const long Head = FrameQueries.Most + 5;
        var first = await ReadAsync(portal, 0);
        Assert.Equal((FrameQueries.Most, true), (first.Frames!.Count, first.More));
        var rest = await ReadAsync(portal, FrameQueries.Most);
        Assert.Equal([201L, 202, 203, 204, 205], rest.Frames!.Select(f => f.Seq));
        Assert.False(rest.More);
        Assert.Equal((0, false, Head), Counted(await ReadAsync(portal, Head)));
        Assert.Equal((0, false, Head), Counted(await ReadAsync(portal, -1)));
        Assert.Equal((true, Head, null), Reset(await ReadAsync(portal, Head + 1)));
        Assert.Equal((true, Head, null), Reset(await ReadAsync(portal, -2)));

        static (int, bool?, long) Counted(Replay replay) => (replay.Frames!.Count, replay.More, replay.Head);
    }

    [Fact]
    public async Task Before_the_oldest_that_is_kept_one_begins_anew()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var (organiser, organisation) = await OrganiserAsync(portal);
        await PostAsync(portal, organiser, organisation, "Old");
        await PostAsync(portal, organiser, organisation, "New");
        await using (var db = portal.NewContext())
        {
            db.ChannelEvents.Remove(await db.ChannelEvents.FindAsync([Channel.Public, 1L], Stop) ?? throw new InvalidOperationException());
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal((true, 2L, null), Reset(await ReadAsync(portal, 0)));
        Assert.Equal([2L], (await ReadAsync(portal, 1)).Frames!.Select(f => f.Seq));
    }

    private static (bool?, long, bool?) Reset(Replay replay) => (replay.Reset, replay.Head, replay.Frames is null ? null : replay.More);

    private static Task<Replay> ReadAsync(TestPortal portal, long after) => portal.RunAsync<FrameQueries, Replay>(q => q.ReadAsync(Channel.Public, after, Stop));

    private static UpdateText TextOf(string title) => new(title, "Text", Severity.Normal, "en");

    private static async Task<(Supporter Organiser, Organisation Organisation)> OrganiserAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        return (await portal.Data.CreateOrganiserAsync(organisation), organisation);
    }

    private static async Task<Guid> PostAsync(TestPortal portal, Supporter organiser, Organisation organisation, string title) =>
        (await portal.RunAsync<UpdateService, UpdateOutcome>(
            s => s.PostAsync(organiser.Id, organisation.Id, Channel.Public, TextOf(title), Ids.New(portal.Clock), Stop))).UpdateId!.Value;
}
