using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Organisations.People;

/// <summary>
/// Tells people and their organisers two weeks before what they are in an organisation ends. It looks for what is due rather than planning
/// ahead, so that a stopped server catches up; each end has one key in the outbox, so that running twice, or at once, does no harm.
/// </summary>
public sealed class RoleEndNotices(Retry retry, RoleEndMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>How long before.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(14);

    private const int AtOnce = 200;

    /// <summary>Writes what is due now and returns of how many ends people are told.</summary>
    public async Task<int> WriteDueAsync(CancellationToken cancellationToken)
    {
        var due = await retry.RunAsync((db, token) => Due(db, clock.GetUtcNow()).OrderBy(m => m.EndsAt).Select(m => m.Id).ToListAsync(token), cancellationToken);
        var written = 0;
        foreach (var some in due.Chunk(AtOnce))
        {
            written += await retry.RunAsync((db, token) => WriteAsync(db, some, token), cancellationToken);
        }

        if (written > 0)
        {
            bell.Ring();
        }

        return written;
    }

    private static IQueryable<Membership> Due(PortalDbContext db, DateTimeOffset now)
    {
        var until = now + Before;
        return db.Memberships.Where(m => m.State == MembershipState.Active && m.EndsAt > now && m.EndsAt <= until);
    }

    private async Task<int> WriteAsync(PortalDbContext db, Guid[] some, CancellationToken cancellationToken)
    {
        // Workers at once take turns at the same rows; whoever comes second finds the keys.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Memberships.Where(m => some.Contains(m.Id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndsAt, m => m.EndsAt), cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var membership in await Due(db, now).AsNoTracking().Where(m => some.Contains(m.Id)).ToListAsync(cancellationToken))
        {
            await mail.EndsAsync(db, membership, now, cancellationToken);
        }

        // A message for each reader; an end counts once, by whom it is about.
        var written = db.ChangeTracker.Entries<Message>().Select(e => e.Entity.Key.Split(':')[1]).Distinct(StringComparer.Ordinal).Count();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }
}
