using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;

namespace Portal.Core.Bookings.Calendars;

/// <summary>Gives a person's calendar its private address, another one, or none.</summary>
public sealed class CalendarFeedService(Retry retry, TimeProvider clock)
{
    /// <summary>Bytes of randomness in an address.</summary>
    public const int TokenBytes = 32;

    /// <summary>Makes a new token; the one before is worth nothing from now on. This is the only time it is told.</summary>
    public async Task<string> RenewAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await retry.RunAsync(
            async (db, ct) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await db.LockSupporterAsync(supporterId, ct);
                var feed = await db.CalendarFeeds.FirstOrDefaultAsync(f => f.SupporterId == supporterId, ct);
                if (feed is null)
                {
                    db.CalendarFeeds.Add(new CalendarFeed { SupporterId = supporterId, TokenHash = HashOf(token), MadeAt = clock.GetUtcNow() });
                }
                else
                {
                    (feed.TokenHash, feed.MadeAt) = (HashOf(token), clock.GetUtcNow());
                }

                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return true;
            },
            cancellationToken);
        return token;
    }

    /// <summary>Ends it; where there is none, nothing happens.</summary>
    public Task StopAsync(Guid supporterId, CancellationToken cancellationToken) =>
        retry.RunAsync((db, ct) => db.CalendarFeeds.Where(f => f.SupporterId == supporterId).ExecuteDeleteAsync(ct), cancellationToken);

    /// <summary>The hash under which a token is kept.</summary>
    internal static byte[] HashOf(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));
}
