using Microsoft.EntityFrameworkCore;

namespace Portal.Core.Data;

/// <summary>The model on SQLite.</summary>
public sealed class SqlitePortalDbContext : PortalDbContext
{
    /// <summary>A context whose every save is a transaction, so that every write waits at the gate.</summary>
    public SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    // What was overwritten in the database stands in the log of writes until that is cut to nothing.
    internal override async Task<bool> ScrubAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken) && row.GetInt32(0) == 0;
        }
        finally
        {
            await Database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondConverter>();
    }
}
