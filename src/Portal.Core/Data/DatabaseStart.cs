using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data.Sqlite;
using Portal.Core.Privacy;

namespace Portal.Core.Data;

/// <summary>Brings the database to the present model.</summary>
public sealed class DatabaseStart(PortalDbContext db, IOptions<DatabaseOptions> options, KeyChange keys, FileClaim? claim = null)
{
    /// <summary>Claims a SQLite file for this process, migrates if <c>Database:MigrateAtStart</c> says so, and wraps keys anew after another master key was configured.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        claim?.Take();
        if (options.Value.MigrateAtStart)
        {
            await MigrateAsync(cancellationToken);
        }

        await keys.WrapAnewAsync(cancellationToken);
    }

    /// <summary>Migrates, whatever the configuration says. A SQLite file must be nobody else's. Throws <see cref="StartRefusedException"/> for a database that cannot be used.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        claim?.Take();
        try
        {
            // To migrate, EF first compares the whole model with that of the last migration: a sixth of what a start computes. A test does
            // that for us; here it is enough to ask the database which migrations it has.
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await db.Database.MigrateAsync(cancellationToken);
            }

            if (db is SqlitePortalDbContext)
            {
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellationToken);
            }
        }
        catch (Exception fault) when (UnusableDatabase.Complaint(fault) is { } complaint)
        {
            throw new StartRefusedException($"ConnectionStrings:Portal leads to no database that the portal can use: {complaint}", fault);
        }
    }
}
