using Portal.Core.Privacy;

namespace Portal.Core.Shifts.Files;

/// <summary>
/// The taking in of one file that was looked at: who began it, and how it ended. That it is done is written in the very transaction that
/// makes the shifts, so that a run which died, or was given up as dead, has made nothing.
/// </summary>
public sealed class ImportRun
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who began it.</summary>
    [Personal("to show a run to whoever began it", Tier.Restricted, "30 days", Because.Oneself)]
    public required Guid ActorId { get; init; }

    /// <summary>The key of the form, so that a double tap begins one run.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required Guid FormKey { get; init; }

    /// <summary>How it stands. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public ImportRunState State { get; init; }

    /// <summary>How many shifts the file holds.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Shifts { get; init; }

    /// <summary>How many were published; 0 until it is done.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Published { get; init; }

    /// <summary>How many stayed drafts because their site is closed then; 0 until it is done.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int AtClosedSites { get; init; }

    /// <summary>When it began.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When the process that runs it was last heard of.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset HeardAt { get; init; }
}

/// <summary>How a run stands.</summary>
public enum ImportRunState
{
    /// <summary>It waits for its turn, or is being made.</summary>
    Running,

    /// <summary>All shifts are made.</summary>
    Done,

    /// <summary>The file does not fit any more, or a fault was met: nothing was made.</summary>
    Refused,

    /// <summary>Its process stopped: nothing was made.</summary>
    Stopped,
}
