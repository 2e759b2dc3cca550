using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Updates;

/// <summary>Gives channels their numbers, within the transaction of what is numbered.</summary>
internal static class ChannelNumbers
{
    /// <summary>
    /// The channel's next number, whose row stays locked until the commit: no gaps, and numbers become visible in order. To be the last lock
    /// that a transaction takes. A channel begins with its first number.
    /// </summary>
    public static async Task<long> NextAsync(PortalDbContext db, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await MoveAsync(db, channel, now, cancellationToken) == 0)
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "Channels" ("Name", "Head") VALUES ({channel}, 0) ON CONFLICT DO NOTHING""", cancellationToken);
            await MoveAsync(db, channel, now, cancellationToken);
        }

        return await db.Channels.Where(c => c.Name == channel).Select(c => c.Head).SingleAsync(cancellationToken);
    }

    private static Task<int> MoveAsync(PortalDbContext db, string channel, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Channels.Where(c => c.Name == channel)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Head, c => c.Head + 1).SetProperty(c => c.MovedAt, now), cancellationToken);
}
