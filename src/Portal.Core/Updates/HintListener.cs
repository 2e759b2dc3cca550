using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Updates;

/// <summary>
/// Hears the hints of other processes through PostgreSQL, for processes that serve live screens or send mail. Whenever its connection
/// stands anew it wakes those who read the heads, the places and the outbox, because hints may have been lost in between. On SQLite there are no others.
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

        await CatchUpAsync(cancellationToken);
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    // What was said while nobody listened is not known: so every channel is looked at, and every shift that a screen may show.
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        hints.Heard(LiveHints.MailWaits);
        hints.Heard(new Hint(HintKind.Channel, Channel.Public));
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var shift in await db.Shifts.Where(s => s.Status == ShiftStatus.Published && s.EndsAt > now).Select(s => s.Id).ToListAsync(cancellationToken))
        {
            hints.Heard(new Hint(HintKind.Places, shift.ToString()));
        }

        foreach (var callOut in await db.CallOuts.Where(c => c.EndedAt == null && c.Shift!.StartsAt > now).Select(c => c.Id).ToListAsync(cancellationToken))
        {
            hints.Heard(new Hint(HintKind.CallOut, callOut.ToString()));
        }
    }

    private string Address()
    {
        using var db = contexts.CreateDbContext();
        return new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, KeepAlive = KeepAliveSeconds, ApplicationName = "portal live" }.ToString();
    }
}
