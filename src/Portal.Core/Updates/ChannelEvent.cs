using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>One live event of a channel: an update was posted, edited or withdrawn.</summary>
public sealed class ChannelEvent
{
    /// <summary>The channel.</summary>
    [NotPersonal(Because.Identifier)]
    public required string Channel { get; init; }

    /// <summary>Its number in the channel, from 1 without gaps.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required long Seq { get; init; }

    /// <summary>The update it speaks of.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid UpdateId { get; init; }

    /// <summary>What happened.</summary>
    [NotPersonal(Because.Published)]
    public required ChannelEventKind Kind { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Published)]
    public required DateTimeOffset At { get; init; }

    /// <summary>The update.</summary>
    public Update? Update { get; init; }
}

/// <summary>What happened to an update.</summary>
public enum ChannelEventKind
{
    /// <summary>It was posted.</summary>
    Posted,

    /// <summary>Its text changed.</summary>
    Edited,

    /// <summary>It was taken back.</summary>
    Withdrawn,
}
