using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;

namespace Portal.Core.Tests.Privacy.Reveals;

/// <summary>Breaks one step of what goes on in the database: the nth command or the commit of a transaction, counted together.</summary>
internal sealed class FaultAtCommand
{
    private readonly Commands _commands;
    private readonly Transactions _transactions;
    private int _step;
    private int? _at;

    public FaultAtCommand() => (_commands, _transactions) = (new Commands(this), new Transactions(this));

    /// <summary>How many steps there were since <see cref="Arm"/>.</summary>
    public int Steps => _step;

    /// <summary>Whether the step that was to break came.</summary>
    public bool Struck { get; private set; }

    /// <summary>Breaks the nth step from here; null breaks none.</summary>
    public void Arm(int? at) => (_at, _step, Struck) = (at, 0, false);

    public void AddTo(IServiceCollection services)
    {
        services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(_commands, _transactions));
        services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(_commands, _transactions));
    }

    private void Step()
    {
        if (++_step == _at)
        {
            Struck = true;
            throw new InvalidOperationException("This step was to break.");
        }
    }

    private sealed class Commands(FaultAtCommand owner) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            owner.Step();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            owner.Step();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            owner.Step();
            return ValueTask.FromResult(result);
        }
    }

    private sealed class Transactions(FaultAtCommand owner) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            owner.Step();
            return ValueTask.FromResult(result);
        }
    }
}
