using System.Threading.Channels;

namespace Portal.Core.Updates;

/// <summary>Says within this process, after a commit, what changed, so that live screens follow at once. A lost hint costs seconds: the tail looks anyway.</summary>
public sealed class LiveHints
{
    private readonly System.Threading.Channels.Channel<LiveHint> _hints = System.Threading.Channels.Channel.CreateBounded<LiveHint>(
        new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>What the broadcaster reads.</summary>
    public ChannelReader<LiveHint> Reader => _hints.Reader;

    /// <summary>The numbers of a shift's positions changed.</summary>
    public void PlacesChanged(Guid shiftId) => _hints.Writer.TryWrite(new LiveHint(shiftId, null));

    /// <summary>A channel has a new event.</summary>
    public void ChannelsMoved(string channel) => _hints.Writer.TryWrite(new LiveHint(null, channel));
}

/// <summary>One hint: a shift whose numbers changed, or a channel that moved on.</summary>
public sealed record LiveHint(Guid? ShiftId, string? Channel);
