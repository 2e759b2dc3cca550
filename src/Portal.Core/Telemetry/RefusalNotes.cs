using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Portal.Core.Telemetry;

/// <summary>
/// Counts what was refused, so that an attack leaves a trace: its kind and nothing else, no person and no address. For each kind at most one
/// line a minute is written.
/// </summary>
public sealed class RefusalNotes(ILogger<RefusalNotes> log, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<RefusalKind, (DateTimeOffset Since, int Count)> _kept = new();

    /// <summary>Counts one.</summary>
    public void Note(RefusalKind kind)
    {
        PortalMeters.Refusal(kind.ToString());
        var now = clock.GetUtcNow();
        var told = 0;
        _kept.AddOrUpdate(kind, _ => Tell(1), (_, kept) => now - kept.Since >= Between ? Tell(kept.Count + 1) : (kept.Since, kept.Count + 1));
        if (told > 0)
        {
            log.LogWarning("Refused since the last such line: {Kind}, {Count} times.", kind, told);
        }

        (DateTimeOffset, int) Tell(int count)
        {
            told = count;
            return (now, 0);
        }
    }
}

/// <summary>What is refused.</summary>
public enum RefusalKind
{
    /// <summary>Address or password were not right, or tried too often.</summary>
    Password,

    /// <summary>A code of the second step was not right, or tried too often.</summary>
    Code,

    /// <summary>A passkey was not known, or somebody else's.</summary>
    Passkey,

    /// <summary>Somebody has no right to it.</summary>
    Right,

    /// <summary>A form bore no token of ours: forged, or older than the session.</summary>
    Form,

    /// <summary>A limit was reached.</summary>
    Limit,

    /// <summary>A form without an account came from a machine, or without the work that was asked for.</summary>
    Machine,
}
