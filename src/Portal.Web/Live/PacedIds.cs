using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>What waits to be sent, each at most once a second: the newest state is all that counts.</summary>
internal sealed class PacedIds(TimeProvider clock)
{
    /// <summary>The least between two frames of one.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly HashSet<Guid> _waiting = [];
    private readonly Dictionary<Guid, DateTimeOffset> _sent = [];

    /// <summary>How long to wait for the next hint.</summary>
    public TimeSpan Wait => _waiting.Count > 0 ? Pause : Idle;

    /// <summary>Adds what hints name, and takes what may be sent now.</summary>
    public List<Guid> Take(IEnumerable<Hint> hints)
    {
        foreach (var hint in hints)
        {
            if (Guid.TryParse(hint.Name, out var id))
            {
                _waiting.Add(id);
            }
        }

        var now = clock.GetUtcNow();
        foreach (var (id, _) in _sent.Where(s => s.Value <= now - Pause).ToList())
        {
            _sent.Remove(id);
        }

        List<Guid> due = [.. _waiting.Where(id => !_sent.ContainsKey(id))];
        _waiting.ExceptWith(due);
        due.ForEach(id => _sent[id] = now);
        return due;
    }

    /// <summary>Puts back what could not be sent: nobody hints at it again.</summary>
    public void PutBack(IEnumerable<Guid> due) => _waiting.UnionWith(due);
}
