using Portal.Core.Data;

namespace Portal.Core.Privacy;

/// <summary>Sets and moves meeting points.</summary>
public sealed class MeetingPointService(Retry retry, Vault vault, TimeProvider clock)
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int Length = 1000;

    /// <summary>Replaces the point for everybody at once, by an organiser of the organisation.</summary>
    public Task<MovePointOutcome> MoveAsync(Guid actorId, Guid siteId, string text, CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>How moving a meeting point ended.</summary>
public enum MovePointOutcome
{
    /// <summary>The old one is gone.</summary>
    Moved,

    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>The text is longer than 1,000 characters.</summary>
    TooLong,

    /// <summary>There is no such site in this person's organisations.</summary>
    NotFound,
}
