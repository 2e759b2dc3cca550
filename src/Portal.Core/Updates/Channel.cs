using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>A numbered stream of updates. The number is allocated last in the publishing transaction, so numbers have no gaps and commit in order.</summary>
public sealed class Channel
{
    /// <summary>The channel everyone may read.</summary>
    public const string Public = "public";

    /// <summary>The channel of all who are signed in.</summary>
    public const string Community = "community";

    /// <summary>The channel's name.</summary>
    [NotPersonal(Because.Identifier)]
    public required string Name { get; init; }

    /// <summary>The number of its newest event; 0 for none. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long Head { get; private set; }
}
