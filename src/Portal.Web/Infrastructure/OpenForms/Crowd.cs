using Microsoft.Extensions.Options;
using Portal.Core;

namespace Portal.Web.Infrastructure.OpenForms;

/// <summary>Knows whether more open forms came to this process in the last ten minutes than people send.</summary>
public sealed class Crowd(IOptions<LimitsOptions> limits, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Queue<DateTimeOffset> _sent = new();
    private readonly Lock _gate = new();

    /// <summary>Whether it is so now.</summary>
    public bool IsLarge
    {
        get
        {
            lock (_gate)
            {
                while (_sent.TryPeek(out var oldest) && oldest <= clock.GetUtcNow() - Window)
                {
                    _sent.Dequeue();
                }

                return _sent.Count >= limits.Value.OpenFormsBeforeWork;
            }
        }
    }

    /// <summary>Counts one that was sent.</summary>
    public void Count()
    {
        lock (_gate)
        {
            _sent.Enqueue(clock.GetUtcNow());
            if (_sent.Count > limits.Value.OpenFormsBeforeWork)
            {
                _sent.Dequeue();
            }
        }
    }
}
