using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Mail;

/// <summary>Hurries what waits for its next try once the provider takes mail again, for a wait of 15 minutes has lost its reason then.</summary>
public sealed class OutageEnd(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Makes every message due that was turned away before; what waits because of its recipient alone keeps its time.</summary>
    public async Task HurryAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await HurryAsync(db.Messages.Where(m => m.State == MessageState.Pending && m.Priority < MailPriority.Newsletter), now, cancellationToken);
        await HurryAsync(db.Messages.Where(m => m.State == MessageState.Pending && m.NewsletterId != null), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Task<int> HurryAsync(IQueryable<Message> waiting, DateTimeOffset now, CancellationToken cancellationToken) => waiting
        .Where(m => m.Attempts > 0 && m.DueAt > now && m.NotBefore <= now && m.LeaseToken == null && (m.Reason == null || !m.Reason.StartsWith(TransportAnswer.DeferredCode)))
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now), cancellationToken);
}
