using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Portal.Core.Data;

/// <summary>Brings the database to the present model.</summary>
public sealed class DatabaseStart(PortalDbContext db, IOptions<DatabaseOptions> options)
{
    /// <summary>Migrates if <c>Database:MigrateAtStart</c> says so.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.MigrateAtStart ? MigrateAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Migrates, whatever the configuration says.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await db.Database.MigrateAsync(cancellationToken);
        if (db is SqlitePortalDbContext)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
        }
    }
}
