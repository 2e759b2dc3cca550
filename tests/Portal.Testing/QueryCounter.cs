using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Testing;

/// <summary>Counts the commands that the portal sends to its database on behalf of a test; what runs beside it of its own accord does not count.</summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    // Flows from the test into the requests that it makes (PreserveExecutionContext), and not into background services.
    private readonly AsyncLocal<ConcurrentQueue<string>?> _commands = new();

    /// <summary>The commands that <paramref name="work"/> sent, in order.</summary>
    public async Task<IReadOnlyList<string>> DuringAsync(Func<Task> work)
    {
        var commands = _commands.Value = new ConcurrentQueue<string>();
        await work();
        _commands.Value = null;
        return [.. commands];
    }

    /// <inheritdoc />
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        _commands.Value?.Enqueue(result.CommandText);
        return result;
    }
}
