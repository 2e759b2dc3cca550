using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Core.Data;

namespace Portal.Core.Updates;

/// <summary>
/// Passes this process' hints on to the others through PostgreSQL, gathered, and never inside a transaction that does something:
/// a notification takes a lock at commit that every other notifying commit waits for. On SQLite there are no others.
/// </summary>
internal sealed class HintSender(
    LiveHints hints, IDbContextFactory<PortalDbContext> contexts, IOptions<DatabaseOptions> database, TimeProvider clock, ILogger<HintSender> log) : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly HintInbox? _outgoing = database.Value.Provider == DatabaseProvider.Postgres ? hints.OpenOutgoing() : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_outgoing is not null)
        {
            await _outgoing.WaitAsync(stoppingToken);
            await Task.Delay(Gathering, clock, stoppingToken);
            try
            {
                await SendAsync(HintWire.Write(hints.Self, _outgoing.Take()), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(exception, "Hints could not be passed on; the other processes look by themselves");
            }
        }
    }

    private async Task SendAsync(IEnumerable<string> messages, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var message in messages)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({HintWire.Name}, {message})", cancellationToken);
        }
    }
}
