using System.Collections.Concurrent;
using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Live;

/// <summary>
/// Follows the channels in the database and sends what is new to the connections of this process. Hints wake it, and it looks by
/// itself every five seconds; so it does not matter which process published, or whether one was killed right after.
/// </summary>
public sealed class ChannelTail(
    FrameQueries frames, LiveHints hints, LiveMembers members, LiveConnections connections, PageShelf pages, TimeProvider clock, ILogger<ChannelTail> log) : BackgroundService
{
    /// <summary>The longest that an event waits when every hint is lost.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What writing to one connection takes, roughly. After a frame the tail lets the crowd have it before it begins the next: what was posted
    /// meanwhile goes out together, in one write to each connection instead of one for each frame. A few hundred readers are not waited for.
    /// </summary>
    public static readonly TimeSpan BreathEach = TimeSpan.FromMicroseconds(30);

    private static readonly TimeSpan ShortestBreath = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestBreath = TimeSpan.FromMilliseconds(500);

    // Longer than any transaction that publishes, and than clocks differ between processes.
    private static readonly TimeSpan Back = TimeSpan.FromHours(1);

    private readonly HintInbox _inbox = hints.Open(HintKind.Channel);
    private readonly ConcurrentDictionary<string, long> _sent = new(StringComparer.Ordinal);
    private bool _knowsAll;
    private bool _looksAtAll = true;

    /// <summary>The number up to which this process has begun to send, or −1 while it is not known.</summary>
    public long HeadOf(string channel) => _sent.GetValueOrDefault(channel, -1);

    /// <summary>The heads of all channels that this process follows.</summary>
    public IReadOnlyDictionary<string, long> Heads => _sent;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendNewAsync(stoppingToken) && BreathEach * connections.Count is var breath && breath >= ShortestBreath)
                {
                    await Task.Delay(breath < LongestBreath ? breath : LongestBreath, clock, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                _looksAtAll = true;
                log.LogWarning(exception, "The channels could not be read; the tail tries again");
            }

            await _inbox.WaitAsync(Look, clock, stoppingToken);
            _inbox.Take();
        }
    }

    // Whether there was anything to send.
    private async Task<bool> SendNewAsync(CancellationToken cancellationToken)
    {
        var sentAny = false;
        var heads = await frames.HeadsAsync(_looksAtAll ? null : clock.GetUtcNow() - Back, cancellationToken);
        foreach (var (channel, head) in heads)
        {
            // The first look begins at the heads: what is older is in the pages. A channel that was not there then begins at its first number.
            var sent = _sent.GetOrAdd(channel, _knowsAll ? 0 : head);
            while (sent < head)
            {
                sent = await SendAsync(channel, sent, cancellationToken);
                sentAny = true;
            }
        }

        (_knowsAll, _looksAtAll) = (true, false);
        return sentAny;
    }

    private async Task<long> SendAsync(string channel, long after, CancellationToken cancellationToken)
    {
        var replay = await frames.ReadAsync(channel, after, cancellationToken);
        await pages.ClearAsync([LiveTags.Updates, LiveTags.Home], cancellationToken);

        // Before the sending, so that whoever joins meanwhile reads these frames from the database.
        var head = _sent[channel] = replay.Frames is [.., var last] ? last.Seq : replay.Head;
        members.Send(LiveGroups.Of(channel), LiveGroups.Update, [.. replay.Frames ?? []]);
        return head;
    }
}
