using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Core.Tests.Accounts.Deletion;

/// <summary>Fails at one statement and at every one after it, as a killed process would.</summary>
internal sealed class Axe : DbCommandInterceptor
{
    private int _left = int.MaxValue;

    public bool Fell => _left < 0;

    public void FallAt(int statement) => _left = statement;

    public void Stop() => _left = int.MaxValue;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }

    private void Count()
    {
        if (_left != int.MaxValue && Interlocked.Decrement(ref _left) < 0)
        {
            throw new AxeException();
        }
    }
}

internal sealed class AxeException : Exception;
