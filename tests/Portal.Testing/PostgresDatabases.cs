using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Portal.Testing;

/// <summary>Makes and drops databases in the <see cref="PostgresCluster"/>.</summary>
internal static class PostgresDatabases
{
    /// <summary>The connection string of a new database that is a copy of the template.</summary>
    public static async Task<string> CreateAsync(string template)
    {
        var name = $"portal_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return await ConnectionStringAsync(name);
    }

    /// <summary>The connection string of a database of the cluster. Idle connections go soon: hundreds of databases share one server.</summary>
    public static async Task<string> ConnectionStringAsync(string name) =>
        new NpgsqlConnectionStringBuilder(await PostgresCluster.ConnectionStringAsync())
        {
            Database = name,
            ConnectionIdleLifetime = 5,
            ConnectionPruningInterval = 5,
        }.ToString();

    public static async Task DropAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    /// <summary>Runs one statement in the maintenance database.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The names are made in this class.")]
    public static async Task ExecuteAsync(string statement)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(await PostgresCluster.ConnectionStringAsync());
        await connection.OpenAsync();
        return connection;
    }
}
