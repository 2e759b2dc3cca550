using Portal.Core.Data;

namespace Portal.Testing;

/// <summary>A database of a test's own, copied from a migrated template and removed afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(DatabaseProvider provider, string connectionString)
    {
        Provider = provider;
        ConnectionString = connectionString;
    }

    /// <summary>SQLite or PostgreSQL.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>Where it is.</summary>
    public string ConnectionString { get; }

    private bool GoesWithItsServer { get; init; }

    /// <summary>The settings that make a portal use it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Database:Provider", Provider.ToString()),
        new("ConnectionStrings:Portal", ConnectionString),
    ];

    /// <summary>A migrated database without any row but those the migrations bring.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Postgres)
        {
            return new TestDatabase(provider, await PostgresStock.TakeAsync());
        }

        var file = SqliteFiles.New();
        File.Copy(await SqliteFiles.TemplateAsync(), file);
        return new TestDatabase(provider, SqliteFiles.ConnectionString(file));
    }

    /// <summary>A database without any table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseProvider provider) => new(
        provider,
        provider == DatabaseProvider.Postgres ? await PostgresDatabases.CreateAsync("template0") : SqliteFiles.ConnectionString(SqliteFiles.New()));

    /// <summary>A migrated database in a cluster of a test's own.</summary>
    public static async Task<TestDatabase> CreateInAsync(PostgresServer server)
    {
        await TestPortal.MigrateAsync(DatabaseProvider.Postgres, server.ConnectionString);
        return new TestDatabase(DatabaseProvider.Postgres, server.ConnectionString) { GoesWithItsServer = true };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (GoesWithItsServer)
        {
            return;
        }

        if (Provider == DatabaseProvider.Postgres)
        {
            await PostgresDatabases.DropAsync(ConnectionString);
        }
        else
        {
            SqliteFiles.Delete(ConnectionString);
        }
    }
}
