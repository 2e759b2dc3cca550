using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Web.Live;

namespace Portal.Web.Tests.Live;

public sealed class HintListenerTests
{
    private static readonly TimeSpan ListenersPause = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_whose_connection_is_killed_comes_back_and_nothing_said_meanwhile_is_lost()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var one = await LivePortal.StartAsync(DatabaseProvider.Postgres);
        await using var other = await one.StartSecondAsync();
        await using var reader = await LiveClient.ConnectAsync(other.Portal, follow: "public:0");
        await reader.HeadsAsync();
        await one.PostAsync("Before");
        await one.PassHintsOnAsync();
        Assert.Equal("Before", (await reader.FrameAsync()).Title);

        await KillListenersAsync(other);
        await other.Portal.Clock.WaitedForAsync(ListenersPause, Stop);
        await one.PostAsync("Meanwhile");
        await TellAsync(other);

        // The control: with nobody listening the hint reached nobody, and by this clock nobody looks before long.
        Assert.Equal(0, await ListenersAsync(other));
        Assert.Equal((1, 1), (other.Portal.Services.GetRequiredService<ChannelTail>().HeadOf(Channel.Public), reader.Seen.Count));
        other.Portal.Clock.Advance(ListenersPause);
        Assert.Equal("Meanwhile", (await reader.FrameAsync()).Title);

        await one.PostAsync("After");
        await one.PassHintsOnAsync();
        Assert.Equal("After", (await reader.FrameAsync()).Title);
        Assert.Equal([1L, 2, 3], reader.Seen.Select(frame => frame.Seq));
    }

    [Fact]
    public async Task Places_that_changed_while_nobody_listened_reach_open_screens()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Postgres);
        var data = live.Portal.Data;
        var shift = await data.CreateShiftAsync(live.Organisation);
        await using var reader = await LiveClient.ConnectAsync(live.Portal);
        await reader.WatchAsync("shifts");

        await KillListenersAsync(live);
        await live.Portal.Clock.WaitedForAsync(ListenersPause, Stop);
        await data.CreateBookingAsync(await data.CreateSupporterAsync(), shift);
        Assert.DoesNotContain(reader.Places, places => places.Version == 1);
        live.Portal.Clock.Advance(ListenersPause);

        await reader.UntilPlacesAsync(live.Portal, places => places.Shift == shift.Id && places.Version == 1);
    }

    [Fact]
    public async Task A_restart_of_PostgreSQL_loses_nothing_and_hints_flow_again()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await TestDatabase.CreateInAsync(server);
        await using var one = await LivePortal.StartOnAsync(database);
        await using var other = await one.StartSecondAsync();
        await using var reader = await LiveClient.ConnectAsync(other.Portal, follow: "public:0");
        await reader.HeadsAsync();
        await one.PostAsync("Before");
        await one.PassHintsOnAsync();
        Assert.Equal("Before", (await reader.FrameAsync()).Title);

        await server.EndAsync();
        await other.Portal.Clock.WaitedForAsync(ListenersPause, Stop);
        await server.StartAgainAsync();
        NpgsqlConnection.ClearAllPools();
        await one.PostAsync("Right after the restart");
        other.Portal.Clock.Advance(ListenersPause);
        Assert.Equal("Right after the restart", (await reader.FrameAsync()).Title);

        await one.PostAsync("By a hint");
        await one.PassHintsOnAsync();
        Assert.Equal("By a hint", (await reader.FrameAsync()).Title);
        Assert.Equal([1L, 2, 3], reader.Seen.Select(frame => frame.Seq));
    }

    [Fact]
    public async Task A_worker_without_any_screen_reaches_those_of_the_web_process()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Postgres);
        await using var reader = await LiveClient.ConnectAsync(live.Portal, follow: "public:0");
        await reader.HeadsAsync();

        await live.PostUntoldAsync("From a worker");
        await TellAsync(live);

        Assert.Equal("From a worker", (await reader.FrameAsync()).Title);
    }

    private static Task<long> ListenersAsync(LivePortal live) =>
        AskAsync(live, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'portal live' AND datname = current_database()");

    private static Task<long> KillListenersAsync(LivePortal live) =>
        AskAsync(live, "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = 'portal live' AND datname = current_database()");

    // As another program would that knows the wire and nothing else.
    private static async Task TellAsync(LivePortal live) => await AskAsync(live, "SELECT count(pg_notify('portal_live', E'another\nChannel public'))");

    private static async Task<long> AskAsync(LivePortal live, string question)
    {
        await using var connection = new NpgsqlConnection(live.Portal.Database.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The questions stand in this class.
        command.CommandText = question;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
