using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Qualifications;

/// <summary>
/// Tells people in time that something they hold ends. It looks for what is due rather than planning ahead, so that a stopped server
/// catches up; each last day has one key in the outbox, so that running twice, or at once, does no harm.
/// </summary>
public sealed class ExpiryNotices(Retry retry, QualificationMail mail, MailBell bell, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>How many days before its last day somebody is told.</summary>
    public const int DaysBefore = 30;

    private const int AtOnce = 500;

    /// <summary>Writes what is due now and returns how many messages go out.</summary>
    public async Task<int> WriteDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await retry.RunAsync((db, token) => DueAsync(db, now, token), cancellationToken);
        var written = 0;
        foreach (var some in due.Chunk(AtOnce))
        {
            written += await retry.RunAsync((db, token) => WriteAsync(db, some, now, token), cancellationToken);
        }

        if (written > 0)
        {
            bell.Ring();
        }

        return written;
    }

    private static Task<List<EndingQualification>> DueAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var until = today.AddDays(DaysBefore);
        return db.Qualifications.AsNoTracking()
            .Where(q => q.State == QualificationState.Held && q.LastDay >= today && q.LastDay <= until)
            .Join(db.Supporters.Where(s => s.EmailConfirmed && s.SuspendedAt == null), q => q.SupporterId, s => s.Id, (q, s) => new EndingQualification(q.Id, s.Id, q.LastDay!.Value, s.Language, s.TimeZone))
            .ToListAsync(cancellationToken);
    }

    private async Task<int> WriteAsync(PortalDbContext db, EndingQualification[] due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Workers at once take turns at the same rows: on PostgreSQL each would write some of the messages, and wait for the others' rest.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ids = due.Select(d => d.Id).ToList();
        await db.Qualifications.Where(q => ids.Contains(q.Id)).ExecuteUpdateAsync(set => set.SetProperty(q => q.LastDay, q => q.LastDay), cancellationToken);
        var keys = due.Select(d => QualificationMail.EndsKey(d.Id, d.LastDay)).ToList();
        var there = await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToHashSetAsync(cancellationToken);
        var fresh = Array.FindAll(due, d => !there.Contains(QualificationMail.EndsKey(d.Id, d.LastDay)));
        foreach (var ending in fresh)
        {
            var zone = WallTime.Zone(ending.TimeZone.Length > 0 ? ending.TimeZone : portal.Value.TimeZone);
            mail.Ends(db, ending, QuietHours.After(now, zone), WallTime.ToInstant(ending.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).At);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return fresh.Length;
    }
}

/// <summary>Something that ends soon, and whose it is.</summary>
internal sealed record EndingQualification(Guid Id, Guid SupporterId, DateOnly LastDay, string Language, string TimeZone);
