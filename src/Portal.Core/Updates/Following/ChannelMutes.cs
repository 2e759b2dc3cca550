using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Updates.Following;

/// <summary>Keeps which channels somebody does not want to see.</summary>
public sealed class ChannelMutes(ChannelQueries channels, Retry retry)
{
    /// <summary>
    /// Shows of all channels that the person may read only the wanted ones, and the public one, which cannot be muted. What was decided
    /// about channels that they may not read now stays as it is.
    /// </summary>
    public async Task KeepAsync(Guid supporterId, IReadOnlyCollection<string> wanted, CancellationToken cancellationToken)
    {
        var readable = (await channels.ReadAsync(supporterId, cancellationToken)).Readable.Where(name => name != Channel.Public).ToList();
        await retry.RunAsync(async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await db.ChannelMutes.Where(m => m.SupporterId == supporterId && readable.Contains(m.Channel)).ExecuteDeleteAsync(token);
            db.ChannelMutes.AddRange(readable.Except(wanted, StringComparer.Ordinal).Select(name => new ChannelMute { SupporterId = supporterId, Channel = name }));
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        }, cancellationToken);
    }
}
