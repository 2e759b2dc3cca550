using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;

namespace Portal.Core.Tests.Updates;

public sealed class UpdatePinsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_pinned_stands_first_once_and_goes_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var old = await PostAsync(portal, organiser, organisation, "Old");
        await PostAsync(portal, organiser, organisation, "Middle");
        await PostAsync(portal, organiser, organisation, "New");

        Assert.Equal(UpdateResult.Done, (await PinAsync(portal, organiser, old)).Result);
        Assert.Equal(UpdateResult.Done, (await PinAsync(portal, organiser, old)).Result);

        Assert.Equal(["Old", "New", "Middle"], await TitlesAsync(portal));
        Assert.Equal(["New", "Middle"], (await portal.RunAsync<UpdateQueries, UpdatePage>(s => s.NewestAsync(2, Stop))).Updates.Select(u => u.Title));
        var frame = (await FramesAsync(portal))[^1];
        Assert.Equal((4L, "edited", true, null), (frame.Seq, frame.Kind, frame.Pinned, frame.Edited));

        await PinAsync(portal, organiser, old, pinned: false);
        Assert.Equal(["New", "Middle", "Old"], await TitlesAsync(portal));
        Assert.Equal((5L, false), ((await FramesAsync(portal))[^1].Seq, (await FramesAsync(portal))[^1].Pinned));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_pinned_at_once_three_are_and_the_others_are_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var posts = new List<Guid>();
        for (var number = 1; number <= 8; number++)
        {
            posts.Add(await PostAsync(portal, organiser, organisation, $"Number {number}"));
        }

        var elsewhere = await PostAsync(portal, organiser, organisation, "Inside", Channel.Community);

        var outcomes = await Task.WhenAll(posts.Select(id => PinAsync(portal, organiser, id)));

        Assert.Equal(UpdatePins.Most, outcomes.Count(o => o.Result == UpdateResult.Done));
        Assert.All(outcomes.Where(o => o.Result != UpdateResult.Done), o => Assert.Equal([UpdateFault.TooManyPinned], o.Faults));
        await using var db = portal.NewContext();
        Assert.Equal(UpdatePins.Most, await db.Updates.CountAsync(u => u.IsPinned, Stop));
        Assert.Equal(posts.Count + UpdatePins.Most, await db.Channels.Where(c => c.Name == Channel.Public).Select(c => c.Head).SingleAsync(Stop));
        Assert.Equal(UpdateResult.Done, (await PinAsync(portal, organiser, elsewhere)).Result);
    }

    /// <summary>The control: whoever counts before the channel's lock, as a form that looks first, finds room that somebody else takes.</summary>
    [Fact]
    public async Task Counting_before_the_lock_lets_a_fourth_in()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Postgres);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var posts = new List<Guid>();
        for (var number = 1; number <= 4; number++)
        {
            posts.Add(await PostAsync(portal, organiser, organisation, $"Number {number}"));
        }

        await PinAsync(portal, organiser, posts[0]);
        await PinAsync(portal, organiser, posts[1]);
        await using var one = portal.NewContext();
        await using var other = portal.NewContext();
        await using var first = await one.Database.BeginTransactionAsync(Stop);
        await using var second = await other.Database.BeginTransactionAsync(Stop);
        foreach (var (db, id) in new[] { (one, posts[2]), (other, posts[3]) })
        {
            Assert.True(await db.Updates.CountAsync(u => u.IsPinned, Stop) < UpdatePins.Most);
            (await db.Updates.SingleAsync(u => u.Id == id, Stop)).TryPin(true);
            await db.SaveChangesAsync(Stop);
        }

        await first.CommitAsync(Stop);
        await second.CommitAsync(Stop);
        Assert.Equal(4, await one.Updates.CountAsync(u => u.IsPinned, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_withdrawn_one_is_pinned_no_more_and_leaves_its_place_to_another(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var posts = new List<Guid>();
        for (var number = 1; number <= 4; number++)
        {
            posts.Add(await PostAsync(portal, organiser, organisation, $"Number {number}"));
        }

        foreach (var id in posts.Take(3))
        {
            Assert.Equal(UpdateResult.Done, (await PinAsync(portal, organiser, id)).Result);
        }

        Assert.Equal(UpdateResult.Refused, (await PinAsync(portal, organiser, posts[3])).Result);
        var beside = await portal.RunAsync<UpdateQueries, IReadOnlyList<PinnedTitle>>(s => s.PinnedBesideAsync(posts[3], Stop));
        Assert.Equal(["Number 1", "Number 2", "Number 3"], beside.Select(p => p.Title));
        await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(organiser.Id, posts[0], Stop));

        Assert.Equal(UpdateResult.Done, (await PinAsync(portal, organiser, posts[3])).Result);
        Assert.Equal(UpdateResult.Withdrawn, (await PinAsync(portal, organiser, posts[0])).Result);
        await using var db = portal.NewContext();
        Assert.False(await db.Updates.Where(u => u.Id == posts[0]).Select(u => u.IsPinned).SingleAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_organisers_of_its_organisation_pin(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        var id = await PostAsync(portal, organiser, organisation, "Soup");
        var (foreign, _) = await OrganiserAsync(portal);
        var volunteer = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(volunteer, organisation);

        Assert.Equal(UpdateResult.NotFound, (await PinAsync(portal, foreign, id)).Result);
        Assert.Equal(UpdateResult.NotFound, (await PinAsync(portal, volunteer, id)).Result);
        await using var db = portal.NewContext();
        Assert.False(await db.Updates.Select(u => u.IsPinned).SingleAsync(Stop));
    }

    private static async Task<(Supporter Organiser, Organisation Organisation)> OrganiserAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        return (await portal.Data.CreateOrganiserAsync(organisation), organisation);
    }

    private static async Task<Guid> PostAsync(TestPortal portal, Supporter organiser, Organisation organisation, string title, string channel = Channel.Public)
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var text = new UpdateText(title, "Text", Severity.Normal, "en");
        return (await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, channel, text, Ids.New(portal.Clock), Stop))).UpdateId!.Value;
    }

    private static Task<UpdateOutcome> PinAsync(TestPortal portal, Supporter organiser, Guid id, bool pinned = true) =>
        portal.RunAsync<UpdatePins, UpdateOutcome>(s => s.SetAsync(organiser.Id, id, pinned, Stop));

    private static async Task<IEnumerable<string>> TitlesAsync(TestPortal portal)
    {
        var sight = await portal.RunAsync<ChannelQueries, ChannelSight>(q => q.ReadAsync(null, Stop));
        return (await portal.RunAsync<UpdateQueries, UpdatePage>(s => s.ListAsync(sight, 1, Stop))).Updates.Select(u => u.Title);
    }

    private static async Task<IReadOnlyList<Frame>> FramesAsync(TestPortal portal) =>
        (await portal.RunAsync<FrameQueries, Replay>(q => q.ReadAsync(Channel.Public, 0, Stop))).Frames!;
}
