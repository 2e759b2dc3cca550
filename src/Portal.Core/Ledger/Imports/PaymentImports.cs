using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Ledger.Income;
using Portal.Core.Organisations;

namespace Portal.Core.Ledger.Imports;

/// <summary>What an export would add: a sum for each month, kind and currency.</summary>
public sealed record PaymentSum(DateOnly Month, IncomeKind Kind, string Currency, int Payments, long Amount);

/// <summary>What would become of a file.</summary>
/// <param name="Known">Payments that were taken in before.</param>
public sealed record PaymentForecast(IReadOnlyList<PaymentSum> Sums, int Added, int Known);

/// <summary>Takes in exports of payment providers as an administrator: sums by month, kind and currency become entries, and of each payment only a keyed hash is kept.</summary>
public sealed class PaymentImports(Retry retry, PaymentHashes hashes, TimeProvider clock)
{
    private const string ImportedAction = "ledger.imported";
    private const int Slice = 500;

    /// <summary>What would become of these rows now.</summary>
    public Task<PaymentForecast> ForecastAsync(PaymentFileRead read, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var added = await NewAsync(db, read, token);
            return new PaymentForecast(Sums(added.Select(one => one.Row)), added.Count, read.Rows.Count - added.Count);
        },
        cancellationToken);

    /// <summary>Takes them in, all at once, once per <paramref name="formKey"/>. Of two that hold the same payment, the index refuses the second, which then looks again. Null for others than administrators.</summary>
    public Task<Guid?> ImportAsync(Guid actorId, PaymentFileRead read, Guid formKey, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => ImportOnceAsync(db, actorId, read, formKey, token), cancellationToken);

    /// <summary>An import and who made it; null where there is none.</summary>
    public Task<(PaymentImport Import, string By, IReadOnlyList<PaymentSum> Sums)?> FindAsync(Guid id, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            if (await db.PaymentImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, token) is not { } import)
            {
                return ((PaymentImport, string, IReadOnlyList<PaymentSum>)?)null;
            }

            var by = await db.Supporters.Where(s => s.Id == import.ById).Select(s => s.DisplayName).FirstAsync(token);
            var sums = await db.IncomeEntries.AsNoTracking().Where(e => e.ImportId == id).Select(e => new PaymentSum(e.Month, e.Kind, e.Currency, 0, e.Amount)).ToListAsync(token);
            return (import, by, InOrder(sums));
        },
        cancellationToken);

    private async Task<Guid?> ImportOnceAsync(PortalDbContext db, Guid actorId, PaymentFileRead read, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.LockSupporterAsync(actorId, cancellationToken) || !await db.Administrators(now).ContainsAsync(actorId, cancellationToken) || read.Faults.Count > 0)
        {
            return null;
        }

        if (await FormMade.FindAsync(db, FormMade.Payments, actorId, formKey, cancellationToken) is { } before)
        {
            return before.Id;
        }

        var added = await NewAsync(db, read, cancellationToken);
        var import = new PaymentImport
        {
            Id = Ids.New(clock),
            ById = actorId,
            At = now,
            Layout = read.Name,
            Added = added.Count,
            Known = read.Rows.Count - added.Count,
            Skipped = read.Skipped.Values.Sum() + read.Repeated,
        };
        db.PaymentImports.Add(import);
        db.IncomeEntries.AddRange(Sums(added.Select(one => one.Row)).Select(sum => new IncomeEntry
        {
            Id = Ids.New(clock),
            Month = sum.Month,
            Kind = sum.Kind,
            Currency = sum.Currency,
            Amount = sum.Amount,
            ImportId = import.Id,
            EnteredById = actorId,
            EnteredAt = now,
        }));
        FormMade.Add(db, FormMade.Payments, actorId, formKey, import.Id, now);
        db.RecordLedger(clock, actorId, ImportedAction, import.Id, $"{import.Added} added, {import.Known} known, {import.Skipped} skipped");
        await db.SaveChangesAsync(cancellationToken);
        foreach (var slice in added.Chunk(Slice))
        {
            db.ImportedPayments.AddRange(slice.Select(one => new ImportedPayment { Hash = one.Hash, ImportId = import.Id }));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancellationToken);
        return import.Id;
    }

    private async Task<List<(PaymentRow Row, byte[] Hash)>> NewAsync(PortalDbContext db, PaymentFileRead read, CancellationToken cancellationToken)
    {
        var added = new List<(PaymentRow, byte[])>();
        foreach (var slice in read.Rows.Chunk(Slice))
        {
            var all = slice.Select(row => (Row: row, Hash: hashes.Of(read.Provider, row.Id))).ToList();
            var asked = all.ConvertAll(one => one.Hash);
            var known = (await db.ImportedPayments.Where(p => asked.Contains(p.Hash)).Select(p => p.Hash).ToListAsync(cancellationToken)).Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
            added.AddRange(all.Where(one => !known.Contains(Convert.ToHexString(one.Hash))));
        }

        return added;
    }

    private static List<PaymentSum> Sums(IEnumerable<PaymentRow> rows) => InOrder(rows
        .GroupBy(row => (row.Month, row.Kind, row.Currency))
        .Select(group => new PaymentSum(group.Key.Month, group.Key.Kind, group.Key.Currency, group.Count(), group.Sum(row => row.Amount))));

    private static List<PaymentSum> InOrder(IEnumerable<PaymentSum> sums) => [.. sums.OrderBy(sum => sum.Currency, StringComparer.Ordinal).ThenBy(sum => sum.Month).ThenBy(sum => sum.Kind)];
}
