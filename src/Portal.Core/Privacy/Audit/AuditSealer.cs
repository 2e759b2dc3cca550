using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Privacy.Audit;

/// <summary>Seals what the record has got since the last seal, copies the seals out of the database, and cuts off what is old enough.</summary>
public sealed class AuditSealer(Retry retry, AuditBoxes boxes, SealMacs macs, SealsFile outside, TimeProvider clock)
{
    private const int MostRows = 1000;
    private const int MonthsKept = 12;

    // Any number that no other turn has; a hash is eight random bytes.
    private const long Turn = 0x41_55_44_49_54;

    /// <summary>Seals all rows there are, in seals of at most 1,000. Returns how many rows those were. What could not be copied out is copied by the next run.</summary>
    public async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        await retry.RunAsync(
            async (db, token) =>
            {
                await boxes.PrepareAsync(db, token);
                return await db.SaveChangesAsync(token);
            },
            cancellationToken);
        while (await retry.RunAsync(CloseOnceAsync, cancellationToken) == MostRows)
        {
            // A thousand at a time, so that nobody's look waits behind a year of them.
        }

        var (all, some) = (0, MostRows);
        while (some == MostRows)
        {
            some = await retry.RunAsync(SealOnceAsync, cancellationToken);
            all += some;
        }

        await CopyAsync(cancellationToken);
        return all;
    }

    /// <summary>Erases the rows that are older than twelve months, by whole seals, and signs where the record now begins. Returns how many.</summary>
    public Task<int> CutAsync(CancellationToken cancellationToken) => retry.RunAsync(CutOnceAsync, cancellationToken);

    private async Task<int> SealOnceAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeTurnAsync(Turn, cancellationToken);
        var rows = await db.AuditEntries.AsNoTracking().Where(a => a.SealNumber == null).OrderBy(a => a.Id).Take(MostRows).Select(a => new { a.Id, a.Mac }).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return 0;
        }

        var last = await db.AuditSeals.AsNoTracking().OrderByDescending(s => s.Number).Select(s => new { s.Number, s.Mac }).FirstOrDefaultAsync(cancellationToken);
        var (number, now, digest) = ((last?.Number ?? 0) + 1, Instants.Rounded(clock.GetUtcNow()), SealMacs.Digest(rows.Select(r => r.Mac)));
        db.AuditSeals.Add(new AuditSeal { Number = number, SealedAt = now, Rows = rows.Count, Digest = digest, Mac = macs.Of(number, now, rows.Count, digest, last?.Mac ?? SealMacs.Beginning) });
        var ids = rows.ConvertAll(r => r.Id);
        await db.AuditEntries.Where(a => ids.Contains(a.Id)).ExecuteUpdateAsync(set => set.SetProperty(a => a.SealNumber, number), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Count;
    }

    // Rows from before rows were sealed: what they say stays the same, and so do their MACs.
    private async Task<int> CloseOnceAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.AuditEntries.Where(a => a.ClearSubjectId != null).OrderBy(a => a.Id).Take(MostRows).ToListAsync(cancellationToken);
        if (rows.Count > 0)
        {
            var opener = await boxes.OpenerAsync(db, cancellationToken);
            await boxes.SealAsync(db, rows.ConvertAll(opener.Open), cancellationToken);
            rows.ForEach(row => row.LeaveInBox());
            await db.SaveChangesAsync(cancellationToken);
        }

        return rows.Count;
    }

    // Each process keeps a whole copy: it looks in its own file which seal it has last.
    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        if (!outside.IsWanted)
        {
            return;
        }

        var last = await outside.LastAsync(cancellationToken);
        var missing = await retry.RunAsync((db, token) => db.AuditSeals.AsNoTracking().Where(s => s.Number > last).OrderBy(s => s.Number).ToListAsync(token), cancellationToken);
        if (missing.Count > 0)
        {
            await outside.AppendAsync(missing, cancellationToken);
        }
    }

    private async Task<int> CutOnceAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeTurnAsync(Turn, cancellationToken);
        var (now, old) = (Instants.Rounded(clock.GetUtcNow()), clock.GetUtcNow().AddMonths(-MonthsKept));
        // Sealed then: so all its rows and those of the seals before it are older.
        var last = await db.AuditSeals.AsNoTracking().Where(s => s.SealedAt < old).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is not { CutAt: null })
        {
            return 0;
        }

        var erased = await db.AuditEntries.Where(a => a.SealNumber <= last.Number).ExecuteDeleteAsync(cancellationToken);
        await db.AuditSeals.Where(s => s.Number < last.Number).ExecuteDeleteAsync(cancellationToken);
        await DestroyKeysAsync(db, old, cancellationToken);
        var mac = macs.OfCut(last, now);
        await db.AuditSeals.Where(s => s.Number == last.Number).ExecuteUpdateAsync(set => set.SetProperty(s => s.CutAt, now).SetProperty(s => s.CutMac, mac), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return erased;
    }

    // Of the months of which no row is left: what of them is in a backup opens no more.
    private static async Task DestroyKeysAsync(PortalDbContext db, DateTimeOffset old, CancellationToken cancellationToken)
    {
        const int YearsBack = 10;
        var oldest = await db.AuditEntries.MinAsync(a => (DateTimeOffset?)a.At, cancellationToken) ?? old;
        var over = AuditBoxes.Months(oldest.AddYears(-YearsBack), oldest).Except([AuditBoxes.MonthOf(oldest)]).ToList();
        await db.DataKeys.Where(k => over.Contains(k.SubjectId)).ExecuteDeleteAsync(cancellationToken);
    }
}
