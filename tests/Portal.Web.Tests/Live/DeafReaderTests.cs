using System.Diagnostics.Metrics;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Web.Live;

namespace Portal.Web.Tests.Live;

/// <summary>A client that connects, follows, and never reads: it is cut, and nobody waits for it.</summary>
public sealed class DeafReaderTests
{
    private const int Updates = 20;
    private const int SmallBuffer = 4096;

    // As many bytes as a frame can have: each of these letters is six on the wire.
    private static readonly string Long = new('é', Update.BodyLength);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_who_never_reads_is_cut_and_holds_up_nobody()
    {
        await using var live = await LivePortal.StartAsync(new PortalFactory { Provider = DatabaseProvider.Sqlite, More = SmallBuffers });
        var connections = live.Portal.Services.GetRequiredService<LiveConnections>();
        await using var reader = await LiveClient.ConnectAsync(live.Portal, follow: "public:0");
        await reader.HeadsAsync();
        using var deaf = await ConnectDeafAsync(new Uri(live.Portal.BaseAddress));
        using var cut = new Fewer(connections, than: 2);

        for (var number = 1; number <= Updates; number++)
        {
            await PostLongAsync(live, $"Number {number}");
        }

        for (var number = 1; number <= Updates; number++)
        {
            Assert.Equal(number, (await reader.FrameAsync()).Seq);
        }

        // Nobody waited until it was cut; and it is.
        Assert.Equal(2, connections.Count);
        await cut.Happened.WaitAsync(Eventually.Patience, Stop);
        await live.PostAsync("Afterwards");
        Assert.Equal("Afterwards", (await reader.FrameAsync()).Title);
    }

    // So that the server notices soon: the machine would keep megabytes for one connection.
    private static void SmallBuffers(IServiceCollection services) => services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = endpoint =>
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SmallBuffer;
        return socket;
    });

    private static async Task PostLongAsync(LivePortal live, string title)
    {
        var outcome = await live.Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
            live.Organiser.Id, live.Organisation.Id, Channel.Public, new UpdateText(title, Long, Severity.Normal, "en"), Ids.New(live.Portal.Clock), Stop));
        Assert.Equal(UpdateResult.Done, outcome.Result);
    }

    private static async Task<Socket> ConnectDeafAsync(Uri portal)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SmallBuffer };
        await socket.ConnectAsync("127.0.0.1", portal.Port, Stop);
        var upgrade = $"GET /hubs/live?follow=public:-1 HTTP/1.1\r\nHost: {portal.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(upgrade), Stop);
        var hello = Encoding.ASCII.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
        await socket.SendAsync((byte[])[0x81, (byte)(0x80 | hello.Length), 0, 0, 0, 0, .. hello], Stop);

        // Until it is told the heads, which is the last that it reads: then it follows.
        var heard = new StringBuilder();
        var buffer = new byte[1];
        while (!heard.ToString().Contains("\"heads\"", StringComparison.Ordinal))
        {
            Assert.Equal(1, await socket.ReceiveAsync(buffer, Stop));
            heard.Append((char)buffer[0]);
        }

        return socket;
    }

    /// <summary>Waits until the process has fewer connections than a number, by the meter that counts them.</summary>
    private sealed class Fewer : IDisposable
    {
        private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly MeterListener _listener = new();

        public Fewer(LiveConnections connections, int than)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "portal.live.connections")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, change, _, _) =>
            {
                if (change < 0 && connections.Count < than)
                {
                    _happened.TrySetResult();
                }
            });
            _listener.Start();
        }

        public Task Happened => _happened.Task;

        public void Dispose() => _listener.Dispose();
    }
}
