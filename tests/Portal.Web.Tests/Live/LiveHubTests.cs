using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Core.Updates.Translations;
using Portal.Web.Live;

namespace Portal.Web.Tests.Live;

public sealed class LiveHubTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, false)]
    [InlineData(DatabaseProvider.Sqlite, true)]
    public async Task An_update_reaches_its_followers_whole_and_in_order(DatabaseProvider provider, bool messagePack)
    {
        await using var live = await LivePortal.StartAsync(provider);
        await using var client = await LiveClient.ConnectAsync(live.Portal, follow: "public:0", messagePack: messagePack);
        Assert.Equal(0, (await client.HeadsAsync())["public"]);

        var id = await live.PostAsync("Soup tonight");
        await live.Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(live.Organiser.Id, id, 0, new UpdateText("Tea tonight", "**Warm**", Severity.Thanks, "fr"), Stop));
        await live.Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(live.Organiser.Id, id, Stop));

        var frames = new[] { await client.FrameAsync(), await client.FrameAsync(), await client.FrameAsync() };
        Assert.Equal([1L, 2, 3], frames.Select(f => f.Seq));
        Assert.Equal(new Frame { Channel = "public", Seq = 3, Id = id, Kind = "withdrawn" }, frames[2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_frame_carries_every_language_and_whether_it_is_pinned(bool messagePack)
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        await using var client = await LiveClient.ConnectAsync(live.Portal, follow: "public:0", messagePack: messagePack);
        var id = await live.PostAsync("Soup tonight");
        Assert.Equal(1, (await client.FrameAsync()).Seq);

        var text = new UpdateText("Soupe ce soir", "**Chaude**", Severity.Normal, "fr");
        await live.Portal.RunAsync<TranslationService, UpdateOutcome>(s => s.SaveAsync(live.Organiser.Id, id, 0, text, Stop));
        await live.Portal.RunAsync<UpdatePins, UpdateOutcome>(s => s.SetAsync(live.Organiser.Id, id, pinned: true, Stop));

        await client.FrameAsync();
        var frame = await client.FrameAsync();
        Assert.Equal((3L, "edited", "Soup tonight", true, null), (frame.Seq, frame.Kind, frame.Title, frame.Pinned, frame.Edited));
        Assert.Equal(new FrameWords { Title = "Soupe ce soir", Html = "<p><strong>Chaude</strong></p>" }, Assert.Single(frame.Translations!).Value with { Html = frame.Translations!["fr"].Html.Trim() });
    }

    [Fact]
    public async Task A_frame_has_the_names_and_values_of_the_contract()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        var id = await live.PostAsync("Soup <b>tonight</b>");
        using var visitor = live.Portal.Anonymous();

        var answer = await visitor.Http.GetFromJsonAsync<JsonElement>("/live/public?after=0", Stop);

        Assert.Equal(["frames", "more", "head"], answer.EnumerateObject().Select(p => p.Name));
        var frame = answer.GetProperty("frames")[0].EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal);
        Assert.Equal(["channel", "seq", "id", "kind", "organisation", "campaign", "severity", "at", "lang", "title", "html", "url", "pinned"], frame.Keys);
        Assert.Equal("public 1 posted normal 2027-01-14T09:00:00Z en", $"{frame["channel"]} {frame["seq"]} {frame["kind"]} {frame["severity"]} {frame["at"]} {frame["lang"]}");
        Assert.Equal(("Soup <b>tonight</b>", "<p>About Soup &lt;b&gt;tonight&lt;/b&gt;.</p>", $"/updates/{id}", live.Organisation.Name), (frame["title"], frame["html"], frame["url"], frame["organisation"]));
        Assert.Equal("""{"reset":true,"head":1}""", await visitor.Http.GetStringAsync("/live/public?after=7", Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_gone_before_the_welcome_is_no_failure_and_leaves_nothing_behind(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        await using var scope = live.Portal.Services.CreateAsyncScope();
        var connections = live.Portal.Services.GetRequiredService<LiveConnections>();
        using var hub = ActivatorUtilities.CreateInstance<LiveHub>(scope.ServiceProvider);
        hub.Context = new GoneCaller(live.Organiser.Id);

        await hub.OnConnectedAsync();
        await hub.OnDisconnectedAsync(exception: null);

        Assert.Equal(0, connections.Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_connection_that_was_cut_catches_up(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        await using (var first = await LiveClient.ConnectAsync(live.Portal, follow: "public:0"))
        {
            await live.PostAsync("One");
            Assert.Equal(1, (await first.FrameAsync()).Seq);
        }

        await live.PostAsync("Two");
        await live.PostAsync("Three");
        await using var again = await LiveClient.ConnectAsync(live.Portal, follow: "public:1");

        // What was missed and what is new may cross; the reader puts it in order by the numbers.
        var missing = new HashSet<long> { 2, 3 };
        while (missing.Count > 0)
        {
            missing.Remove((await again.FrameAsync()).Seq);
        }

        Assert.DoesNotContain(again.Seen, frame => frame.Seq is < 2 or > 3);
        using var visitor = live.Portal.Anonymous();
        Assert.Equal([3L], (await visitor.Http.GetFromJsonAsync<Replay>("/live/public?after=2", Stop))!.Frames!.Select(f => f.Seq));
        Assert.True((await again.FollowAsync("public", 9)).Reset);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_receives_what_is_not_theirs(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var portal = live.Portal;
        var member = await portal.Data.CreateSupporterAsync();
        using var signedIn = await portal.SignedInAsync(member);
        using var suspended = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync(suspended: true));
        using var unconfirmed = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync(confirmed: false));
        await live.PostAsync("For members", Channel.Community);

        foreach (var stranger in new FormClient?[] { null, suspended, unconfirmed })
        {
            await using var client = await LiveClient.ConnectAsync(portal, stranger, "community:0,public:0,organisation:x:0,shift:1:0");
            Assert.Equal(["public"], (await client.HeadsAsync()).Keys);
            var refusals = new List<string>();
            foreach (var channel in new[] { "community", "nothing", $"organisation:{live.Organisation.Slug}" })
            {
                refusals.Add((await Assert.ThrowsAsync<HubException>(() => client.FollowAsync(channel, 0))).Message);
            }

            Assert.Single(refusals.Distinct(StringComparer.Ordinal));
            await Assert.ThrowsAsync<HubException>(() => client.WatchAsync("roster:1"));
            using var asking = stranger is null ? portal.Anonymous() : null;
            Assert.Equal(HttpStatusCode.NotFound, (await (stranger ?? asking!).Http.GetAsync("/live/community?after=0", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await (stranger ?? asking!).Http.GetAsync("/live/nothing?after=0", Stop)).StatusCode);
            await live.PostAsync("For members too", Channel.Community);
            await live.PostAsync("For all");
            Assert.Equal("For all", (await client.FrameAsync()).Title);
            Assert.All(client.Seen, frame => Assert.Equal("public", frame.Channel));
            await portal.RunAsync<UpdateQueries, UpdatePage>(q => q.NewestAsync(1, Stop));
        }

        await using var joined = await LiveClient.ConnectAsync(portal, signedIn, "community:0");
        Assert.Equal("For members", (await joined.FrameAsync()).Title);
    }

    [Fact]
    public async Task A_suspended_person_is_cut_within_a_minute()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        var person = await live.Portal.Data.CreateSupporterAsync();
        using var visitor = await live.Portal.SignedInAsync(person);
        await using var client = await LiveClient.ConnectAsync(live.Portal, visitor, "community:0");
        await client.HeadsAsync();
        await using (var db = live.Portal.NewContext())
        {
            await db.Supporters.Where(s => s.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, live.Portal.Clock.GetUtcNow()), Stop);
        }

        live.Portal.Clock.Advance(TimeSpan.FromSeconds(31));

        await client.ClosedAsync();
    }

    [Fact]
    public async Task Signing_out_closes_ones_own_connections_at_once_and_nobody_elses()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        using var ruth = await live.Portal.SignedInAsync(await live.Portal.Data.CreateSupporterAsync());
        using var other = await live.Portal.SignedInAsync(live.Organiser);
        await using var hers = await LiveClient.ConnectAsync(live.Portal, ruth, "community:0");
        await using var theirs = await LiveClient.ConnectAsync(live.Portal, other, "community:0");
        await hers.HeadsAsync();
        await theirs.HeadsAsync();

        // By this clock no minute passes: nothing but the signing out closes it.
        await ruth.SubmitAsync("/account/profile", "/account/sign-out");
        await hers.ClosedAsync();

        await live.PostAsync("For members", Channel.Community);
        Assert.Equal("For members", (await theirs.FrameAsync()).Title);
        Assert.Empty(hers.Seen);
    }

    [Fact]
    public async Task Whoever_calls_on_and_on_is_cut_and_a_calm_reader_is_not()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        await using var calm = await LiveClient.ConnectAsync(live.Portal);
        await using var hasty = await LiveClient.ConnectAsync(live.Portal);
        foreach (var client in new[] { calm, hasty })
        {
            for (var call = 0; call < CallPace.AtOnce; call++)
            {
                await client.FollowAsync("public", 0);
            }
        }

        await Assert.ThrowsAnyAsync<Exception>(() => hasty.FollowAsync("public", 0));
        await hasty.ClosedAsync();

        for (var second = 0; second < 3; second++)
        {
            live.Portal.Clock.Advance(CallPace.OneMoreAfter);
            await calm.FollowAsync("public", 0);
        }
    }

    [Fact]
    public async Task A_page_of_another_site_is_refused()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);

        await Assert.ThrowsAnyAsync<Exception>(() => LiveClient.ConnectAsync(live.Portal, origin: "https://elsewhere.example"));
        await using var own = await LiveClient.ConnectAsync(live.Portal, origin: live.Portal.BaseAddress);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/live") { Headers = { { "Origin", "null" } } };
        using var visitor = live.Portal.Anonymous();
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Http.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task Over_the_limit_a_connection_is_refused_and_a_place_comes_back()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite, ("Limits:ConnectionsPerAddress", "2"), ("Limits:ConnectionsPerPerson", "1"));
        using var visitor = await live.Portal.SignedInAsync(live.Organiser);
        await using var one = await LiveClient.ConnectAsync(live.Portal);
        var two = await LiveClient.ConnectAsync(live.Portal);

        await Assert.ThrowsAnyAsync<Exception>(() => LiveClient.ConnectAsync(live.Portal));
        await using var person = await LiveClient.ConnectAsync(live.Portal, visitor);
        await Assert.ThrowsAnyAsync<Exception>(() => LiveClient.ConnectAsync(live.Portal, visitor));

        await two.DisposeAsync();
        await using var three = await EventuallyAsync(() => LiveClient.ConnectAsync(live.Portal));
    }

    [Fact]
    public async Task Heads_are_told_every_half_minute_to_followers_only()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        await live.PostAsync("Secret", Channel.Community);
        await using var client = await LiveClient.ConnectAsync(live.Portal, follow: "public:0");
        await client.HeadsAsync();

        live.Portal.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(new Dictionary<string, long>(StringComparer.Ordinal) { ["public"] = 0 }, await client.HeadsAsync());
    }

    private static async Task<T> EventuallyAsync<T>(Func<Task<T>> attempt)
    {
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception) when (!Stop.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Somebody signed in whose connection went away while it was opened.</summary>
    private sealed class GoneCaller(Guid id) : HubCallerContext
    {
        public override string ConnectionId => "gone";

        public override string? UserIdentifier => $"{id}";

        public override ClaimsPrincipal User { get; } = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{id}")], "test"));

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted { get; } = new(canceled: true);

        public override void Abort()
        {
        }
    }
}
