using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Circles;

/// <summary>Takes somebody out of every circle whose account ends or is suspended. It finds what is left to do, so it may run twice, late, and be killed at any point.</summary>
public sealed class CircleLeaving(IDbContextFactory<PortalDbContext> contexts, CircleJoining joining)
{
    /// <summary>Leaves all of them.</summary>
    public async Task LeaveAllAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        List<Guid> circles;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            circles = await db.CircleMembers.Where(m => m.SupporterId == supporterId && m.Standing != CircleStanding.Gone).OrderBy(m => m.CircleId).Select(m => m.CircleId).ToListAsync(cancellationToken);
        }

        foreach (var circle in circles)
        {
            await joining.LeaveAsync(supporterId, circle, cancellationToken);
        }
    }
}
