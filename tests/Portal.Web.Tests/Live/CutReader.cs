using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Live;

/// <summary>A reader as a page is one: keeps its number, drops what it has, comes back after cuts and restarts, fetches what a gap hides.</summary>
/// <param name="standing">The server, once there is one again.</param>
internal sealed class CutReader(Func<Task<PortalFactory>> standing, int seed, int until)
{
    private const int MostAtOnce = 200;

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<long, Frame> _early = [];

    public List<long> Held { get; } = [];

    public int Cuts { get; private set; }

    private long Last => Held.Count == 0 ? 0 : Held[^1];

    public async Task RunAsync()
    {
        while (Last < until)
        {
            try
            {
                await ReadAsync(await standing());
            }
            catch (Exception gone) when (gone is HttpRequestException or WebSocketException or HubException or InvalidOperationException or OperationCanceledException or IOException)
            {
                // The server went while it was being asked: the next one is waited for.
            }

            Cuts += Last < until ? 1 : 0;
        }
    }

    private async Task ReadAsync(PortalFactory portal)
    {
        await using var client = await LiveClient.ConnectAsync(portal, follow: $"public:{Last}");
        for (var patience = _random.Next(1, Math.Min(until, MostAtOnce)); patience > 0 && Last < until; patience--)
        {
            if (await client.FrameUnlessClosedAsync() is not { } frame)
            {
                return;
            }

            Take(frame);
            if (_early.Count > 0)
            {
                foreach (var missed in (await client.FollowAsync("public", Last)).Frames ?? [])
                {
                    Take(missed);
                }
            }
        }
    }

    private void Take(Frame frame)
    {
        if (frame.Seq > Last)
        {
            _early[frame.Seq] = frame;
        }

        while (_early.Remove(Last + 1, out var next))
        {
            Held.Add(next.Seq);
        }
    }
}
