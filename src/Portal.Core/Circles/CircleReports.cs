using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Circles;

/// <summary>Finds what a report is about. What is told is a concern (see <c>ConcernTelling</c>): sealed, for administrators who do not host the circle.</summary>
public sealed class CircleReports(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The title of an update or a message of this circle, for a member of it; null for anything else.</summary>
    public async Task<string?> TitleAsync(CirclePage page, Guid? updateId, Guid? messageId, CancellationToken cancellationToken)
    {
        if (!page.IsMember || (updateId is null && messageId is null))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return updateId is not null
            ? await db.Updates.Where(u => u.Id == updateId && u.CircleId == page.Circle.Id && u.WithdrawnAt == null).Select(u => u.Title).FirstOrDefaultAsync(cancellationToken)
            : await db.CircleMessages.Where(m => m.Id == messageId && m.CircleId == page.Circle.Id).Select(m => m.Title).FirstOrDefaultAsync(cancellationToken);
    }
}
