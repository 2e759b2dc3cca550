using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Web.Live;

namespace Portal.Web.Tests.Live;

public sealed class ChannelTailTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_update_whose_hint_was_lost_arrives_by_the_next_look(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        await using var client = await LiveClient.ConnectAsync(live.Portal, follow: "public:0");
        await client.HeadsAsync();

        await live.PostUntoldAsync("Killed right after the commit");
        Assert.Empty(client.Seen);
        live.Portal.Clock.Advance(ChannelTail.Look);

        Assert.Equal("Killed right after the commit", (await client.FrameAsync()).Title);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_posted_meanwhile_goes_out_together_in_order_however_long_it_is(DatabaseProvider provider)
    {
        const int Updates = 12;
        await using var live = await LivePortal.StartAsync(provider);
        await using var json = await LiveClient.ConnectAsync(live.Portal, follow: "public:0");
        await using var packed = await LiveClient.ConnectAsync(live.Portal, follow: "public:0", messagePack: true);
        await json.HeadsAsync();
        await packed.HeadsAsync();

        for (var number = 1; number <= Updates; number++)
        {
            await live.PostUntoldAsync($"Number {number}", number % 2 == 0 ? new string('é', Update.BodyLength) : "Short");
        }

        Assert.Empty(json.Seen);
        live.Portal.Clock.Advance(ChannelTail.Look);

        foreach (var client in new[] { json, packed })
        {
            for (var number = 1; number <= Updates; number++)
            {
                var frame = await client.FrameAsync();
                Assert.Equal((number, $"Number {number}", number % 2 == 0), (frame.Seq, frame.Title, frame.Html!.Length > 1000));
            }
        }
    }

    [Fact]
    public async Task What_one_process_posts_arrives_at_the_readers_of_another()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var one = await LivePortal.StartAsync(DatabaseProvider.Postgres);
        await using var other = await one.StartSecondAsync();
        await using var client = await LiveClient.ConnectAsync(other.Portal, follow: "public:0");
        await client.HeadsAsync();

        await one.PostAsync("From the first");
        // The second's clock stands still, so it does not look by itself.
        await one.PassHintsOnAsync();

        Assert.Equal("From the first", (await client.FrameAsync()).Title);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_hundred_readers_cut_at_random_hold_each_of_a_thousand_updates_once_and_in_order_while_the_server_is_restarted(DatabaseProvider provider)
    {
        const int Readers = 200;
        const int Updates = 1_000;
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var server = await Restarts.StartAsync(database);
        var random = new Random(1);
        var readers = Enumerable.Range(0, Readers).Select(_ => new CutReader(server.StandingAsync, random.Next(), Updates)).ToList();
        var reading = Task.WhenAll(readers.Select(reader => reader.RunAsync()));

        for (var number = 1; number <= Updates; number++)
        {
            await server.Live.PostAsync($"Number {number}");
            if (number is Updates / 3 or 2 * Updates / 3)
            {
                await server.RestartAsync();
            }
        }

        await reading.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        Assert.All(readers, reader => Assert.Equal(Enumerable.Range(1, Updates).Select(n => (long)n), reader.Held));
        Assert.True(readers.Sum(reader => reader.Cuts) > 4 * Readers);
    }
}
