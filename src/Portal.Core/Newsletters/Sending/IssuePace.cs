using System.Collections.Concurrent;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// How fast issues go, from the numbers that their pages read one after the other in this process: what was settled between two looks, by
/// the time between them. That costs the database nothing, and a pause between looks, which raises the version, begins anew.
/// </summary>
public sealed class IssuePace(TimeProvider clock)
{
    // Mails go in batches of up to a thousand: between looks that are closer the number would jump.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<Guid, Course> _courses = new();

    /// <summary>Notes what was just read of an issue that is being sent; how many are settled a minute, or null while that cannot be known.</summary>
    public int? Note(Guid id, int version, int settled) => _courses.GetOrAdd(id, _ => new Course()).Note(version, settled, clock.GetUtcNow());

    /// <summary>Forgets an issue that is not being sent.</summary>
    public void Forget(Guid id) => _courses.TryRemove(id, out _);

    private sealed class Course
    {
        private readonly Queue<(DateTimeOffset At, int Settled)> _looks = new();
        private readonly Lock _lock = new();
        private int _version;
        private int _last;

        public int? Note(int version, int settled, DateTimeOffset now)
        {
            lock (_lock)
            {
                if (version != _version || settled < _last)
                {
                    _looks.Clear();
                }

                (_version, _last) = (version, settled);
                _looks.Enqueue((now, settled));
                while (_looks.Count > 2 && _looks.ElementAt(1).At <= now - Window)
                {
                    _looks.Dequeue();
                }

                var (since, before) = _looks.Peek();
                return now - since >= Least && settled > before ? Math.Max(1, (int)Math.Round((settled - before) / (now - since).TotalMinutes)) : null;
            }
        }
    }
}
