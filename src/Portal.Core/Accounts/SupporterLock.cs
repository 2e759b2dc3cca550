using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>
/// A row to lock a supporter by: raising the counter makes two parallel use cases of one person see each other.
/// It stands apart from the account, whose store writes every column.
/// </summary>
public sealed class SupporterLock
{
    /// <summary>The supporter.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SupporterId { get; init; }

    /// <summary>How often the lock was taken. Changed by a guarded statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long Counter { get; private set; }
}
