using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Core.Data;

namespace Portal.Core.Updates;

/// <summary>
/// Hears the hints of other processes through PostgreSQL, for processes that serve live screens. Whenever its connection stands
/// anew it wakes those who read the heads, because hints may have been lost in between. On SQLite there are no others.
/// </summary>
public sealed class HintListener(
    LiveHints hints, IDbContextFactory<PortalDbContext> contexts, IOptions<DatabaseOptions> database, TimeProvider clock, ILogger<HintListener> log) : BackgroundService
{
    private const int KeepAliveSeconds = 15;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (database.Value.Provider == DatabaseProvider.Postgres)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(exception, "The connection that hears hints broke; it is made anew");
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Address());
        connection.Notification += (_, message) =>
        {
            foreach (var hint in HintWire.Read(hints.Self, message.Payload))
            {
                hints.Heard(hint);
            }
        };
        await connection.OpenAsync(cancellationToken);
        await using (var command = new NpgsqlCommand($"LISTEN {HintWire.Name}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        hints.Heard(new Hint(HintKind.Channel, Channel.Public));
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private string Address()
    {
        using var db = contexts.CreateDbContext();
        return new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, KeepAlive = KeepAliveSeconds, ApplicationName = "portal live" }.ToString();
    }
}
