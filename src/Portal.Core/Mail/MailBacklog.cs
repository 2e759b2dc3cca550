using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Mail;

/// <summary>Tells how far the outbox is behind.</summary>
public sealed class MailBacklog(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long the longest waiting message has been waiting beyond its own time; zero when nothing is late. Newsletters do not count: they take their time.</summary>
    public async Task<TimeSpan> AgeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var oldest = await db.Messages
            .Where(m => m.State == MessageState.Pending && m.NotBefore <= now && m.Priority < MailPriority.Newsletter)
            .MinAsync(m => (DateTimeOffset?)m.NotBefore, cancellationToken);
        return oldest is { } since ? now - since : TimeSpan.Zero;
    }
}
