using Portal.Core.Mail;

namespace Portal.Core.Newsletters.Sending;

/// <summary>How many messages of an issue stand in one state for one reason.</summary>
public sealed record MessageGroup(MessageState State, string? Reason, int Count);

/// <summary>How far an issue is: every one of its messages is counted in exactly one of the numbers. Those that wait or are being sent are what is left, and in no group.</summary>
public sealed record NewsletterProgress(NewsletterState State, int Recipients, IReadOnlyList<MessageGroup> Groups)
{
    /// <summary>How many are settled a minute; null while that cannot be known, and while none can be sent.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Whether any may go out now; of a morning newsletter, else it waits for nine o'clock somewhere.</summary>
    public bool IsDue { get; init; } = true;

    /// <summary>When it is nine o'clock where the next readers of a morning newsletter live; null when nobody has to wait for that.</summary>
    public DateTimeOffset? NextMorning { get; init; }

    /// <summary>How many minutes it still takes; null while that cannot be known.</summary>
    public int? MinutesLeft => PerMinute is { } pace && NextMorning is null && Waiting > 0 ? (int)Math.Ceiling((double)Waiting / pace) : null;

    /// <summary>The provider took them.</summary>
    public int Sent => In(MessageState.Sent);

    /// <summary>They wait for their turn, or a worker holds them.</summary>
    public int Waiting => Math.Max(0, Recipients - Groups.Sum(g => g.Count));

    /// <summary>They were not to be sent any more.</summary>
    public int Skipped => In(MessageState.Skipped);

    /// <summary>They will not arrive.</summary>
    public int Failed => In(MessageState.Failed);

    /// <summary>Nobody knows yet whether they arrived.</summary>
    public int InDoubt => In(MessageState.InDoubt);

    /// <summary>Nobody knows whether they arrived, and a person must decide.</summary>
    public int Held => In(MessageState.Held);

    /// <summary>All that need no more waiting.</summary>
    public int Settled => Recipients - Waiting;

    /// <summary>Why messages were skipped, the most frequent reason first.</summary>
    public IEnumerable<(string Reason, int Count)> SkippedFor => Groups
        .Where(g => g.State == MessageState.Skipped)
        .OrderByDescending(g => g.Count).ThenBy(g => g.Reason, StringComparer.Ordinal)
        .Select(g => (g.Reason ?? "", g.Count));

    private int In(MessageState state) => Groups.Where(g => g.State == state).Sum(g => g.Count);
}
