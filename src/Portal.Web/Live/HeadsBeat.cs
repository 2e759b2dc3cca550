namespace Portal.Web.Live;

/// <summary>Tells every follower each half minute how far its channels are, so that one who missed something notices. Nobody hears of a channel not followed.</summary>
internal sealed class HeadsBeat(ChannelTail tail, LiveMembers members, TimeProvider clock, ILogger<HeadsBeat> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Send();
            }
            catch (Exception exception)
            {
                log.LogWarning(exception, "The heads could not be sent; the next beat tries again");
            }
        }
    }

    private void Send()
    {
        foreach (var (channel, head) in tail.Heads)
        {
            var heads = new Dictionary<string, long>(StringComparer.Ordinal) { [channel] = head };
            members.Send(LiveGroups.Of(channel), LiveGroups.Heads, heads);
        }
    }
}
