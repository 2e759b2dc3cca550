using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Portal.Core.Data.Sqlite;

/// <summary>
/// Lets the writers of one SQLite file in one by one, first come first served, without blocking a thread. SQLite's own
/// waiting is a lottery of retries: with 64 writers the unluckiest waits seconds, here tens of milliseconds.
/// One gate per file and process; SQLite means one process.
/// </summary>
#pragma warning disable CA1001 // A gate lives as long as the process.
internal sealed class SqliteGate
#pragma warning restore CA1001
{
    private static readonly ConcurrentDictionary<string, SqliteGate> ByFile = new(StringComparer.Ordinal);
    private static readonly ConditionalWeakTable<DbTransaction, SqliteGate> Holders = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    public static SqliteGate For(DbConnection connection) => ByFile.GetOrAdd(connection.DataSource, _ => new SqliteGate());

    /// <summary>Waits for its turn, then begins a transaction that <see cref="Leave"/> must be called for.</summary>
    public async ValueTask<DbTransaction> EnterAsync(Func<ValueTask<DbTransaction>> begin, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var transaction = await begin();
            Holders.Add(transaction, this);
            return transaction;
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    /// <summary>The same for callers that cannot wait asynchronously.</summary>
    public DbTransaction Enter(Func<DbTransaction> begin)
    {
        _turn.Wait();
        try
        {
            var transaction = begin();
            Holders.Add(transaction, this);
            return transaction;
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    /// <summary>Lets the next writer in. Harmless when the transaction has left already.</summary>
    public static void Leave(DbTransaction transaction)
    {
        if (Holders.TryGetValue(transaction, out var gate) && Holders.Remove(transaction))
        {
            gate._turn.Release();
        }
    }
}
