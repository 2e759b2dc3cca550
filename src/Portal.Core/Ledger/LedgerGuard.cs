using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;

namespace Portal.Core.Ledger;

/// <summary>Lets nothing of the ledger be changed or deleted through a context: what was entered and decided stands. Open rounds change by guarded statements only, and below this the database refuses it too.</summary>
internal sealed class LedgerGuard : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbContext? db)
    {
        if (db?.ChangeTracker.Entries().FirstOrDefault(entry => entry.State is EntityState.Modified or EntityState.Deleted
            && (entry.Entity is IncomeEntry or ShareRound or RoundShare or RoundConfirmation)) is { } entry)
        {
            throw new InvalidOperationException($"{entry.Metadata.ShortName()} is part of the ledger: it is corrected by another one and never changed.");
        }
    }
}
