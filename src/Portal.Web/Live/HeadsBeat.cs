using Microsoft.AspNetCore.SignalR;

namespace Portal.Web.Live;

/// <summary>Tells every follower each half minute how far its channels are, so that one who missed something notices. Nobody hears of a channel not followed.</summary>
internal sealed class HeadsBeat(ChannelTail tail, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<HeadsBeat> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(exception, "The heads could not be sent; the next beat tries again");
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var (channel, head) in tail.Heads)
        {
            var heads = new Dictionary<string, long>(StringComparer.Ordinal) { [channel] = head };
            await hub.Clients.Group(LiveGroups.Of(channel)).SendAsync(LiveGroups.Heads, heads, cancellationToken);
        }
    }
}
