using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Accounts;

/// <summary>Locks supporters for the rest of a transaction. Order: supporters first, then positions, each by ascending id.</summary>
internal static class SupporterLocks
{
    /// <summary>Locks one supporter by raising the counter; false when there is no such account.</summary>
    public static async Task<bool> LockSupporterAsync(this PortalDbContext db, Guid supporterId, CancellationToken cancellationToken) =>
        await db.SupporterLocks
            .Where(l => l.SupporterId == supporterId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Counter, l => l.Counter + 1), cancellationToken) == 1;
}
