using Microsoft.EntityFrameworkCore;

namespace Portal.Core.Data;

/// <summary>The model on SQLite.</summary>
public sealed class SqlitePortalDbContext : PortalDbContext
{
    /// <summary>A context whose every save is a transaction, so that every write waits at the gate.</summary>
    public SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondConverter>();
    }
}
