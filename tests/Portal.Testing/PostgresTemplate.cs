using Npgsql;
using Portal.Core.Data;

namespace Portal.Testing;

/// <summary>The migrated database that others are copied from: made once per cluster, whichever test process comes first.</summary>
internal static class PostgresTemplate
{
    private const long MakersTurn = 0x706F7274616C;
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    /// <summary>Its name, which is another for each build of the migrations.</summary>
    private static readonly string Name = $"template_{typeof(PortalDbContext).Module.ModuleVersionId:N}";

    public static Task<string> NameAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        await using var connection = await PostgresDatabases.OpenAsync();
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = MakersTurn } }, CommandTimeout = 120 })
        {
            await turn.ExecuteNonQueryAsync();
        }

        await using var exists = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = Name } } };
        if ((long)(await exists.ExecuteScalarAsync())! == 0)
        {
            await MigrateAsync();
        }

        // The lock goes with the session, which a pooled connection would keep.
        NpgsqlConnection.ClearPool(connection);
        return Name;
    }

    private static async Task MigrateAsync()
    {
        var draft = await PostgresDatabases.CreateAsync("template0");
        await TestPortal.MigrateAsync(DatabaseProvider.Postgres, draft);
        await using var connection = new NpgsqlConnection(draft);
        NpgsqlConnection.ClearPool(connection);
        await PostgresDatabases.ExecuteAsync($"ALTER DATABASE {connection.Database} RENAME TO {Name}");
    }
}
