using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Live;

/// <summary>What an update costs on its way out: one serialisation for each protocol, however many read.</summary>
public sealed class SerialisationTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_update_is_written_once_for_each_protocol_however_many_read(DatabaseProvider provider)
    {
        const int Readers = 6;
        var json = new CountingProtocol(new JsonHubProtocol());
        var packed = new CountingProtocol(new MessagePackHubProtocol());
        var portal = new PortalFactory { Provider = provider, More = services => services.AddSingleton<IHubProtocol>(json).AddSingleton<IHubProtocol>(packed) };
        await using var live = await LivePortal.StartAsync(portal);
        var readers = new List<LiveClient>();
        for (var reader = 0; reader < Readers; reader++)
        {
            readers.Add(await LiveClient.ConnectAsync(portal, follow: "public:-1", messagePack: reader % 2 == 1));
            await readers[reader].HeadsAsync();
        }

        await live.PostAsync("For all");
        foreach (var reader in readers)
        {
            Assert.Equal("For all", (await reader.FrameAsync()).Title);
        }

        Assert.Equal((1, 1), (json.Frames, packed.Frames));

        // The control: what goes to each reader by itself is written for each.
        await using var late = await LiveClient.ConnectAsync(portal, follow: "public:0");
        await late.FrameAsync();
        Assert.Equal((2, 1), (json.Frames, packed.Frames));
        foreach (var reader in readers)
        {
            await reader.DisposeAsync();
        }
    }

    private sealed class CountingProtocol(IHubProtocol inner) : IHubProtocol
    {
        private readonly ConcurrentQueue<string> _frames = new();

        public int Frames => _frames.Count;

        public string Name => inner.Name;

        public int Version => inner.Version;

        public TransferFormat TransferFormat => inner.TransferFormat;

        public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

        public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HubMessage? message) =>
            inner.TryParseMessage(ref input, binder, out message);

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
        {
            Count(message);
            return inner.GetMessageBytes(message);
        }

        public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
        {
            Count(message);
            inner.WriteMessage(message, output);
        }

        private void Count(HubMessage message)
        {
            if (message is InvocationMessage { Target: "update", Arguments: [Frame frame] })
            {
                _frames.Enqueue($"{frame.Channel}:{frame.Seq}");
            }
        }
    }
}
