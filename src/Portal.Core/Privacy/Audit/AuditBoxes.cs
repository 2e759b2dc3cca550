using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Privacy.Audit;

/// <summary>
/// Seals who did what to whom under a data key of the month in which it was done. The database alone names nobody who looked; once a month is
/// cut off, its key is destroyed, and no copy of the database opens its rows again.
/// </summary>
public sealed class AuditBoxes(Vault vault, TimeProvider clock)
{
    private const char Between = '|';

    /// <summary>Makes the keys of this month and the next, where they are missing: two looks at once would both make one otherwise, and one of them begin again. The caller saves.</summary>
    internal Task PrepareAsync(PortalDbContext db, CancellationToken cancellationToken) => vault.PrepareAsync(db, [MonthOf(clock.GetUtcNow()), MonthOf(clock.GetUtcNow().AddMonths(1))], cancellationToken);

    /// <summary>Seals rows that are about to be saved; the caller saves.</summary>
    internal async Task SealAsync(PortalDbContext db, IReadOnlyCollection<AuditEntry> rows, CancellationToken cancellationToken)
    {
        foreach (var month in rows.GroupBy(row => MonthOf(row.At)))
        {
            var boxes = await vault.SealAsync(db, month.Key, month.Select(Write), cancellationToken);
            foreach (var (row, box) in month.Zip(boxes))
            {
                row.Sealed = box;
            }
        }
    }

    /// <summary>What opens all rows there are, in three commands that look at no row.</summary>
    public async Task<AuditOpener> OpenerAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var first = await db.AuditEntries.MinAsync(a => (DateTimeOffset?)a.At, cancellationToken);
        var last = await db.AuditEntries.MaxAsync(a => (DateTimeOffset?)a.At, cancellationToken);
        return new(first is null ? new Dictionary<Guid, byte[]>() : await vault.KeysAsync(db, [.. Months(first.Value, last!.Value)], cancellationToken));
    }

    /// <summary>Some rows, opened, in two commands.</summary>
    public async Task<List<AuditEntry>> ReadAsync(PortalDbContext db, IQueryable<AuditEntry> rows, CancellationToken cancellationToken)
    {
        var found = await rows.AsNoTracking().ToListAsync(cancellationToken);
        return found.Count == 0 ? found : found.ConvertAll(new AuditOpener(await vault.KeysAsync(db, [.. found.Select(row => MonthOf(row.At)).Distinct()], cancellationToken)).Open);
    }

    /// <summary>What the key of an instant's month (UTC) is filed under.</summary>
    internal static Guid MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, (short)at.UtcDateTime.Month, 0, "auditing"u8.ToArray());

    /// <summary>The months of a span, its ends included.</summary>
    internal static IEnumerable<Guid> Months(DateTimeOffset first, DateTimeOffset last)
    {
        for (var month = new DateTimeOffset(first.UtcDateTime.Year, first.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero); month <= last; month = month.AddMonths(1))
        {
            yield return MonthOf(month);
        }
    }

    // The row is named in its box, so that a box that was moved to another row does not open there.
    private static string Write(AuditEntry row) => string.Create(CultureInfo.InvariantCulture, $"{row.Id:N}{Between}{row.ActorId:N}{Between}{row.SubjectId:N}{(row.Detail is null ? "" : Between + row.Detail)}");

    /// <summary>What was written for this row; null where it was for another.</summary>
    internal static (Guid? Actor, Guid Subject, string? Detail)? Read(Guid rowId, string text)
    {
        const int MostParts = 4;
        var parts = text.Split(Between, MostParts);
        return parts[0] == rowId.ToString("N", CultureInfo.InvariantCulture)
            ? (parts[1].Length == 0 ? null : Guid.ParseExact(parts[1], "N"), Guid.ParseExact(parts[2], "N"), parts.Length == MostParts ? parts[^1] : null)
            : null;
    }
}

/// <summary>Opens rows of the record with keys that were read before, so that a year of them can be gone through.</summary>
public sealed class AuditOpener
{
    private readonly IReadOnlyDictionary<Guid, byte[]> _keys;

    internal AuditOpener(IReadOnlyDictionary<Guid, byte[]> keys) => _keys = keys;

    /// <summary>Fills in who did it to what. One that was tampered with, or whose key is gone, stays empty: it names nobody, and is not genuine either.</summary>
    public AuditEntry Open(AuditEntry row)
    {
        (row.ActorId, row.SubjectId, row.Detail) = row.Sealed.Length == 0
            ? (row.ClearActorId, row.ClearSubjectId ?? Guid.Empty, row.ClearDetail)
            : Boxed(row) ?? (null, Guid.Empty, null);
        return row;
    }

    private (Guid? Actor, Guid Subject, string? Detail)? Boxed(AuditEntry row)
    {
        var month = AuditBoxes.MonthOf(row.At);
        try
        {
            return _keys.TryGetValue(month, out var key) ? AuditBoxes.Read(row.Id, Encoding.UTF8.GetString(Vault.Open(key, row.Sealed, month))) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
