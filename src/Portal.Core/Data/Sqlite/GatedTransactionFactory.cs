using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Core.Data.Sqlite;

/// <summary>Makes transactions that let the next writer in as soon as they end, however they end: interceptors are not told of a mere disposal.</summary>
internal sealed class GatedTransactionFactory(RelationalTransactionFactoryDependencies dependencies) : IRelationalTransactionFactory
{
    public RelationalTransaction Create(
        IRelationalConnection connection,
        DbTransaction transaction,
        Guid transactionId,
        IDiagnosticsLogger<Microsoft.EntityFrameworkCore.DbLoggerCategory.Database.Transaction> logger,
        bool transactionOwned) =>
        new GatedTransaction(connection, transaction, transactionId, logger, transactionOwned, dependencies.SqlGenerationHelper);

    private sealed class GatedTransaction(
        IRelationalConnection connection,
        DbTransaction transaction,
        Guid transactionId,
        IDiagnosticsLogger<Microsoft.EntityFrameworkCore.DbLoggerCategory.Database.Transaction> logger,
        bool transactionOwned,
        ISqlGenerationHelper sql) : RelationalTransaction(connection, transaction, transactionId, logger, transactionOwned, sql)
    {
        private readonly DbTransaction _transaction = transaction;

        public override void Commit()
        {
            base.Commit();
            SqliteGate.Leave(_transaction);
        }

        public override async Task CommitAsync(CancellationToken cancellationToken = default)
        {
            await base.CommitAsync(cancellationToken);
            SqliteGate.Leave(_transaction);
        }

        public override void Dispose()
        {
            base.Dispose();
            SqliteGate.Leave(_transaction);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            SqliteGate.Leave(_transaction);
        }
    }
}
