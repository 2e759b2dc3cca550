using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Chaos;

namespace Portal.Core.Mail;

/// <summary>
/// Resolves doubts by time, where the provider's events have not: what must arrive is sent once more, what must not
/// arrive twice is held for a person to decide.
/// </summary>
public sealed class DoubtService(IDbContextFactory<PortalDbContext> contexts, CrashPoints crashes, TimeProvider clock)
{
    /// <summary>After how long mail about an account is sent again: its reader is waiting.</summary>
    public static readonly TimeSpan AccountWait = TimeSpan.FromMinutes(2);

    /// <summary>After how long everything else is decided.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(15);

    /// <summary>Turns leases that ran out while sending into doubts, then decides the doubts that are old enough.</summary>
    public async Task<DoubtReport> ResolveAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var expired = await ExpireAsync(db, now, cancellationToken);
        var old = Old(db.Messages, now);
        var held = await EndAsync(old.Where(m => m.Priority == MailPriority.Newsletter || m.ResentAt != null), now, cancellationToken);
        var again = await RepeatAsync(old.Where(m => m.Priority != MailPriority.Newsletter && m.ResentAt == null), now, cancellationToken);
        var report = new DoubtReport(expired, again, held);
        if (report != DoubtReport.Nothing)
        {
            crashes.Reach(CrashPoint.DoubtsDecided);
        }

        await transaction.CommitAsync(cancellationToken);
        return report;
    }

    private static IQueryable<Message> Old(IQueryable<Message> messages, DateTimeOffset now)
    {
        var (account, others) = (now - AccountWait, now - Wait);
        return messages.Where(m => m.State == MessageState.InDoubt
            && (m.SettledAt <= others || (m.Priority == MailPriority.Account && m.SettledAt <= account)));
    }

    private static Task<int> ExpireAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => db.Messages
        .Where(m => m.State == MessageState.Sending && m.LeaseUntil <= now)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(m => m.State, MessageState.InDoubt)
                .SetProperty(m => m.Reason, "worker-gone")
                .SetProperty(m => m.SettledAt, now)
                .SetProperty(m => m.LeaseToken, (Guid?)null)
                .SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);

    private static Task<int> RepeatAsync(IQueryable<Message> messages, DateTimeOffset now, CancellationToken cancellationToken) =>
        messages.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Pending).SetProperty(m => m.DueAt, now).SetProperty(m => m.ResentAt, now), cancellationToken);

    private static Task<int> EndAsync(IQueryable<Message> messages, DateTimeOffset now, CancellationToken cancellationToken) =>
        messages.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Held).SetProperty(m => m.SettledAt, now), cancellationToken);
}

/// <summary>What was decided: leases that ran out, messages that go out once more, messages that a person must decide.</summary>
public sealed record DoubtReport(int Expired, int Again, int Held)
{
    /// <summary>Nothing was to be decided.</summary>
    public static DoubtReport Nothing { get; } = new(0, 0, 0);
}
