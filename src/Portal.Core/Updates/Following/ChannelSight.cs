namespace Portal.Core.Updates.Following;

/// <summary>A channel that somebody may read.</summary>
/// <param name="Head">The number of its newest event; 0 where it has none yet.</param>
/// <param name="IsMuted">Whether they do not want to see it.</param>
/// <param name="ConcernsOwnShifts">Whether what is urgent there is about shifts of theirs that are not over: that they see in any case.</param>
public sealed record SeenChannel(string Name, long Head, bool IsMuted = false, bool ConcernsOwnShifts = false)
{
    /// <summary>The organisation, for its own channel and for those of its shifts; the circle for its own.</summary>
    public string? Organisation { get; init; }

    /// <summary>What is done on the shift; null where it is not a shift's channel.</summary>
    public LocalText? Activity { get; init; }

    /// <summary>When the shift starts.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The time zone of the shift.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>The channels that somebody may read at one moment, in the order in which they are listed: from the widest to the nearest.</summary>
public sealed record ChannelSight(IReadOnlyList<SeenChannel> Channels)
{
    /// <summary>Those of which everything is shown.</summary>
    public IReadOnlyList<string> Followed => Names(c => !c.IsMuted);

    /// <summary>Those of which only what is urgent is shown.</summary>
    public IReadOnlyList<string> UrgentOnly => Names(c => c is { IsMuted: true, ConcernsOwnShifts: true });

    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Readable => Names(_ => true);

    /// <summary>Those of which anything is shown, each with the number of its newest event.</summary>
    public IReadOnlyDictionary<string, long> Heads => Channels.Where(c => !c.IsMuted || c.ConcernsOwnShifts).ToDictionary(c => c.Name, c => c.Head, StringComparer.Ordinal);

    /// <summary>What is known of a channel, by its name.</summary>
    public SeenChannel? Find(string name) => Channels.FirstOrDefault(c => c.Name == name);

    private string[] Names(Func<SeenChannel, bool> which) => [.. Channels.Where(which).Select(c => c.Name)];
}
