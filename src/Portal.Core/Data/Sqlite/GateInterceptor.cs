using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Core.Data.Sqlite;

/// <summary>Begins every SQLite transaction behind the <see cref="SqliteGate"/>; <see cref="GatedTransactionFactory"/> lets go of it.</summary>
internal sealed class GateInterceptor : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        InterceptionResult<DbTransaction>.SuppressWithResult(await SqliteGate.For(connection).EnterAsync(
            () => connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken), cancellationToken));

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
        InterceptionResult<DbTransaction>.SuppressWithResult(
            SqliteGate.For(connection).Enter(() => connection.BeginTransaction(eventData.IsolationLevel)));
}
