using System.Collections.Concurrent;

namespace Portal.FakeSendGrid;

/// <summary>What was accepted, by <c>custom_args.message_id</c>.</summary>
public sealed class Ledger
{
    private readonly ConcurrentDictionary<string, int> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _bodies = new();
    private TaskCompletionSource _moved = New();
    private int _requests;

    /// <summary>Notes that a request came.</summary>
    public void Came()
    {
        Interlocked.Increment(ref _requests);
        Move();
    }

    /// <summary>Notes an acceptance of every personalisation of a request.</summary>
    public void Accept(IEnumerable<string> messageIds, string body)
    {
        foreach (var id in messageIds)
        {
            _accepted.AddOrUpdate(id, 1, (_, count) => count + 1);
        }

        _bodies.Enqueue(body);
        Move();
    }

    /// <summary>Ends as soon as the sums are as awaited.</summary>
    public async Task UntilAsync(Func<Stats, bool> awaited, CancellationToken cancellationToken)
    {
        while (true)
        {
            var moved = Volatile.Read(ref _moved);
            if (awaited(Stats()))
            {
                return;
            }

            await moved.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>How often each message was accepted.</summary>
    public IReadOnlyDictionary<string, int> Accepted() => new Dictionary<string, int>(_accepted, StringComparer.Ordinal);

    /// <summary>The accepted requests, in the order they came.</summary>
    public IReadOnlyList<string> Bodies() => [.. _bodies];

    /// <summary>The sums.</summary>
    public Stats Stats() => new(_requests, _accepted.Values.Sum(), _accepted.Count, _accepted.Values.Count(count => count > 1));

    /// <summary>Forgets everything.</summary>
    public void Forget()
    {
        _accepted.Clear();
        _bodies.Clear();
        _requests = 0;
        Move();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Move() => Interlocked.Exchange(ref _moved, New()).TrySetResult();
}

/// <summary>Requests that came, mails accepted, different messages among them, and messages accepted more than once.</summary>
public sealed record Stats(int Requests, int Accepted, int Messages, int Doubled);
