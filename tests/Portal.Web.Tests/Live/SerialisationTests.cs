using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;

namespace Portal.Web.Tests.Live;

/// <summary>What an update costs on its way out: one serialisation for each protocol, however many read.</summary>
public sealed class SerialisationTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_update_is_written_once_for_each_protocol_however_many_read(DatabaseProvider provider)
    {
        const int Readers = 6;
        var (jsonFrames, packedFrames) = (0, 0);
        var json = new HeardProtocol(new JsonHubProtocol(), message => Count(message, ref jsonFrames));
        var packed = new HeardProtocol(new MessagePackHubProtocol(), message => Count(message, ref packedFrames));
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

        Assert.Equal((1, 1), (Volatile.Read(ref jsonFrames), Volatile.Read(ref packedFrames)));

        // The control: what goes to each reader by itself is written for each.
        await using var late = await LiveClient.ConnectAsync(portal, follow: "public:0");
        await late.FrameAsync();
        Assert.Equal((2, 1), (Volatile.Read(ref jsonFrames), Volatile.Read(ref packedFrames)));
        foreach (var reader in readers)
        {
            await reader.DisposeAsync();
        }
    }

    private static void Count(HubMessage message, ref int frames)
    {
        if (message is InvocationMessage { Target: "update" })
        {
            Interlocked.Increment(ref frames);
        }
    }
}
