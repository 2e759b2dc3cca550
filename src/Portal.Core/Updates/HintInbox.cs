using System.Threading.Channels;

namespace Portal.Core.Updates;

/// <summary>The hints one reader has not taken yet, each once. Bounded: what does not fit is lost, and whoever reads looks by itself from time to time.</summary>
public sealed class HintInbox
{
    private const int Most = 10_000;

    private readonly Channel<bool> _bell = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private HashSet<Hint> _hints = [];

    /// <summary>Waits until there may be hints; returns at once when some are waiting.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _bell.Reader.ReadAsync(cancellationToken);

    /// <summary>The same, but no longer than <paramref name="most"/>.</summary>
    public async ValueTask WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came: the caller looks by itself.
        }
    }

    /// <summary>Takes all hints that are waiting; often none.</summary>
    public IReadOnlyCollection<Hint> Take()
    {
        lock (_lock)
        {
            var taken = _hints;
            _hints = [];
            return taken;
        }
    }

    internal void Put(Hint hint)
    {
        lock (_lock)
        {
            if (_hints.Count >= Most)
            {
                return;
            }

            _hints.Add(hint);
        }

        _bell.Writer.TryWrite(true);
    }
}
