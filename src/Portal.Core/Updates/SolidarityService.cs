using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates.Following;

namespace Portal.Core.Updates;

/// <summary>Keeps who stands with an update: once a person, and only as long as they want to.</summary>
public sealed class SolidarityService(ChannelQueries channels, Retry retry)
{
    /// <summary>Makes it so; twice is the same as once. False where there is no such update that the person may read.</summary>
    public async Task<bool> SetAsync(Guid supporterId, Guid updateId, bool stands, CancellationToken cancellationToken)
    {
        var readable = (await channels.ReadAsync(supporterId, cancellationToken)).Readable;
        return await retry.RunAsync(async (db, token) =>
        {
            if (!await db.Updates.AnyAsync(u => u.Id == updateId && u.WithdrawnAt == null && readable.Contains(u.Channel), token))
            {
                return false;
            }

            var own = db.Solidarities.Where(s => s.UpdateId == updateId && s.SupporterId == supporterId);
            if (!stands)
            {
                await own.ExecuteDeleteAsync(token);
            }
            else if (!await own.AnyAsync(token))
            {
                // Of two taps at once the key refuses the second, which then finds the first.
                db.Solidarities.Add(new Solidarity { UpdateId = updateId, SupporterId = supporterId });
                await db.SaveChangesAsync(token);
            }

            return true;
        }, cancellationToken);
    }
}
