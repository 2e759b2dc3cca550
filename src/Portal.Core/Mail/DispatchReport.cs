using System.Collections.Concurrent;

namespace Portal.Core.Mail;

/// <summary>How many messages ended in which state in one run of the dispatcher; those that wait again count as Pending.</summary>
public sealed class DispatchReport
{
    private readonly ConcurrentDictionary<MessageState, int> _counts = new();

    /// <summary>How many ended in a state.</summary>
    public int this[MessageState state] => _counts.GetValueOrDefault(state);

    /// <summary>How many were handled at all.</summary>
    public int Total => _counts.Values.Sum();

    /// <inheritdoc />
    public override string ToString() =>
        Total == 0 ? "nothing due" : string.Join(", ", _counts.OrderBy(c => c.Key).Select(c => $"{c.Key}: {c.Value}"));

    internal void Count(MessageState state, int times = 1) => _counts.AddOrUpdate(state, times, (_, count) => count + times);
}
