using Microsoft.AspNetCore.SignalR;

namespace Portal.Web.Live;

/// <summary>Tells every follower each half minute how far its channels are, so that one who missed something notices. Nobody hears of a channel not followed.</summary>
internal sealed class HeadsBeat(ChannelTail tail, IHubContext<LiveHub> hub, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (channel, head) in tail.Heads)
            {
                var heads = new Dictionary<string, long>(StringComparer.Ordinal) { [channel] = head };
                await hub.Clients.Group(LiveGroups.Of(channel)).SendAsync(LiveGroups.Heads, heads, stoppingToken);
            }
        }
    }
}
