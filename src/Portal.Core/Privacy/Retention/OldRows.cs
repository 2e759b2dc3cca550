using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Privacy.Retention;

/// <summary>Erases rows that nothing but their age decides about. In pieces, so that nobody's booking waits behind a year of mail.</summary>
public sealed class OldRows(Retry retry, TimeProvider clock)
{
    private const int Piece = 1000;
    private const int YearsOfProof = 3;
    private static readonly TimeSpan MailData = TimeSpan.FromDays(7);
    private static readonly TimeSpan Stays = TimeSpan.FromDays(90);
    private static readonly TimeSpan Asks = TimeSpan.FromDays(90);
    private static readonly TimeSpan Phones = TimeSpan.FromDays(30);
    private static readonly TimeSpan Links = TimeSpan.FromDays(7);
    private static readonly TimeSpan Pauses = TimeSpan.FromDays(7);
    private static readonly TimeSpan Concerns = TimeSpan.FromDays(30);

    /// <summary>What was tried and is not slowed down by any more.</summary>
    public Task<int> AttemptsAsync(CancellationToken cancellationToken) =>
        DeleteAsync((db, now) => db.Attempts.Where(a => a.At < now - Pace.Memory).OrderBy(a => a.At), cancellationToken);

    /// <summary>Stays that ended 90 days ago.</summary>
    public Task<int> StaysAsync(CancellationToken cancellationToken)
    {
        var last = DateOnly.FromDateTime((clock.GetUtcNow() - Stays).UtcDateTime);
        return DeleteAsync((db, _) => db.Stays.Where(s => s.LastDay < last).OrderBy(s => s.Id), cancellationToken);
    }

    /// <summary>Whom a call-out asked, 90 days after.</summary>
    public Task<int> AsksAsync(CancellationToken cancellationToken) =>
        DeleteAsync((db, now) => db.CallOutAsks.Where(a => a.AskAt < now - Asks).OrderBy(a => a.CallOutId).ThenBy(a => a.SupporterId), cancellationToken);

    /// <summary>Joining links, seven days after their shift, with the keys that opened them.</summary>
    public async Task<int> LinksAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Links;
        return await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var over = await db.JoiningLinks.Where(l => db.Shifts.Any(s => s.Id == l.ShiftId && s.EndsAt < before)).OrderBy(l => l.ShiftId).Select(l => l.ShiftId).Take(Piece).ToListAsync(token);
                await db.JoiningLinks.Where(l => over.Contains(l.ShiftId)).ExecuteDeleteAsync(token);
                await db.DataKeys.Where(k => over.Contains(k.SubjectId)).ExecuteDeleteAsync(token);
                await db.Shifts.Where(s => over.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.HasLink, false), token);
                await transaction.CommitAsync(token);
                return over.Count;
            },
            cancellationToken);
    }

    /// <summary>Phones of people whose last shift was 30 days ago. Who has had none yet may still be rung. The key stays: its person may give another number this very moment.</summary>
    public Task<int> PhonesAsync(CancellationToken cancellationToken) => InPiecesAsync(
        (db, now, token) =>
        {
            var before = now - Phones;
            return db.Supporters
                .Where(s => s.Phone != null && db.Bookings.Any(b => b.SupporterId == s.Id) && !db.Bookings.Any(b => b.SupporterId == s.Id && b.Shift!.EndsAt >= before))
                .OrderBy(s => s.Id).Take(Piece)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Phone, (byte[]?)null), token);
        },
        cancellationToken);

    /// <summary>Pauses of shifts that ended a week ago: there is nothing left to reveal.</summary>
    public Task<int> PausesAsync(CancellationToken cancellationToken) =>
        DeleteAsync((db, now) => db.RevealPauses.Where(p => p.ShiftId != null && db.Shifts.Any(s => s.Id == p.ShiftId && s.EndsAt < now - Pauses)).OrderBy(p => p.SubjectId), cancellationToken);

    /// <summary>That somebody gave places back after opening their points, 30 days after organisers let it be.</summary>
    public Task<int> ConcernsAsync(CancellationToken cancellationToken) =>
        DeleteAsync((db, now) => db.PointConcerns.Where(c => !c.HoldsBack && c.DecidedAt < now - Concerns).OrderBy(c => c.Id), cancellationToken);

    /// <summary>What a letter was written from, seven days after it was settled. One that is held or failed may still be sent by a person, and keeps it.</summary>
    public Task<int> MailDataAsync(CancellationToken cancellationToken)
    {
        MessageState[] ended = [MessageState.Sent, MessageState.Skipped];
        return InPiecesAsync(
            (db, now, token) => db.Messages.Where(m => ended.Contains(m.State) && m.Data != Message.NoData && m.SettledAt < now - MailData).OrderBy(m => m.Id).Take(Piece)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Data, Message.NoData), token),
            cancellationToken);
    }

    /// <summary>That mail was written, after twelve months.</summary>
    public Task<int> MailAsync(CancellationToken cancellationToken) =>
        DeleteAsync((db, now) => db.Messages.Where(m => m.CreatedAt < now.AddMonths(-Message.MonthsKept)).OrderBy(m => m.Id), cancellationToken);

    /// <summary>Who led a shift, twelve months after.</summary>
    public Task<int> LeadsAsync(CancellationToken cancellationToken) => InPiecesAsync(
        (db, now, token) =>
        {
            var before = now.AddMonths(-OldBookings.MonthsKept);
            return db.Shifts.Where(s => s.LeadId != null && s.EndsAt < before).OrderBy(s => s.Id).Take(Piece).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), token);
        },
        cancellationToken);

    /// <summary>Who vouched for a walk-in, twelve months after.</summary>
    public Task<int> VouchersAsync(CancellationToken cancellationToken) => InPiecesAsync(
        (db, now, token) =>
        {
            var before = now.AddMonths(-OldBookings.MonthsKept);
            return db.WalkIns.Where(w => w.VouchedById != null && db.Shifts.Any(s => s.Id == w.ShiftId && s.EndsAt < before)).OrderBy(w => w.Id).Take(Piece).ExecuteUpdateAsync(set => set.SetProperty(w => w.VouchedById, (Guid?)null), token);
        },
        cancellationToken);

    /// <summary>Who brought addresses along, three years after.</summary>
    public Task<int> ImportersAsync(CancellationToken cancellationToken) => InPiecesAsync(
        (db, now, token) =>
        {
            var before = now.AddYears(-YearsOfProof);
            return db.SubscriberImports.Where(i => i.ById != null && i.At < before).OrderBy(i => i.Id).Take(Piece).ExecuteUpdateAsync(set => set.SetProperty(i => i.ById, (Guid?)null), token);
        },
        cancellationToken);

    /// <summary>Closures that are over for twelve months, with whom they concerned and who rang them.</summary>
    public Task<int> ClosuresAsync(CancellationToken cancellationToken) => InPiecesAsync(
        async (db, now, token) =>
        {
            var before = now.AddMonths(-OldBookings.MonthsKept);
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var over = await db.SiteClosures.Where(c => c.Until < before).OrderBy(c => c.Id).Select(c => c.Id).Take(Piece).ToListAsync(token);
            await db.CallRounds.Where(r => over.Contains(r.ClosureId)).ExecuteDeleteAsync(token);
            await db.ClosureNotices.Where(n => over.Contains(n.ClosureId)).ExecuteDeleteAsync(token);
            await db.SiteClosures.Where(c => over.Contains(c.Id)).ExecuteDeleteAsync(token);
            await transaction.CommitAsync(token);
            return over.Count;
        },
        cancellationToken);

    /// <summary>Proofs of subscriptions that ended three years ago.</summary>
    public Task<int> SubscriptionsAsync(CancellationToken cancellationToken) => DeleteAsync(
        (db, now) =>
        {
            var before = now.AddYears(-YearsOfProof);
            return db.Subscribers.Where(s => s.State == SubscriberState.Unsubscribed && s.LeftAt < before && !db.Messages.Any(m => m.SubscriberId == s.Id)).OrderBy(s => s.Id);
        },
        cancellationToken);

    /// <summary>What was known of addresses three years ago, and not since.</summary>
    public Task<int> StandingsAsync(CancellationToken cancellationToken) => DeleteAsync(
        (db, now) =>
        {
            var before = now.AddYears(-YearsOfProof);
            return db.AddressStandings
                .Where(a => (a.DeadSince == null || a.DeadSince < before) && (a.ComplainedAt == null || a.ComplainedAt < before) && (a.SoftScoreAt == null || a.SoftScoreAt < before)
                    && (a.ProvenAt == null || a.ProvenAt < before) && (a.ErasedAt == null || a.ErasedAt < before))
                .OrderBy(a => a.AddressHash);
        },
        cancellationToken);

    private Task<int> DeleteAsync<TRow>(Func<PortalDbContext, DateTimeOffset, IQueryable<TRow>> old, CancellationToken cancellationToken) =>
        InPiecesAsync((db, now, token) => old(db, now).Take(Piece).ExecuteDeleteAsync(token), cancellationToken);

    private async Task<int> InPiecesAsync(Func<PortalDbContext, DateTimeOffset, CancellationToken, Task<int>> erase, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        for (var all = 0; ;)
        {
            var some = await retry.RunAsync((db, token) => erase(db, now, token), cancellationToken);
            all += some;
            if (some < Piece)
            {
                return all;
            }
        }
    }
}
