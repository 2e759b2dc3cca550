using System.Collections.Concurrent;
using System.Diagnostics;

namespace Portal.Benchmarks;

/// <summary>Many readers of one hub, and when what was published reached them.</summary>
internal sealed class Crowd : IDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<LeanReader> _readers = [];
    private readonly ConcurrentQueue<long> _times = new();
    private int _missing;
    private TaskCompletionSource _all = new();

    public static async Task<Crowd> ConnectAsync(Uri address, int readers)
    {
        var crowd = new Crowd();
        foreach (var slice in Enumerable.Range(0, readers).Chunk(AtOnce))
        {
            crowd._readers.AddRange(await Task.WhenAll(slice.Select(_ => LeanReader.ConnectAsync(address, crowd.Received))));
        }

        return crowd;
    }

    /// <summary>Publishes so many updates and waits until every reader has all of them: milliseconds from the beginning to each receipt, in order.</summary>
    public async Task<List<double>> TimeAsync(int updates, Func<Task> publish)
    {
        _times.Clear();
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _missing, _readers.Count * updates);
        var start = Stopwatch.GetTimestamp();
        await publish();
        await _all.Task.WaitAsync(Patience);
        return [.. _times.Select(time => Stopwatch.GetElapsedTime(start, time).TotalMilliseconds).Order()];
    }

    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    private void Received()
    {
        _times.Enqueue(Stopwatch.GetTimestamp());
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _all.TrySetResult();
        }
    }
}
