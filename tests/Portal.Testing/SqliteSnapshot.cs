using Microsoft.Data.Sqlite;

namespace Portal.Testing;

/// <summary>
/// A running portal's SQLite file as it was: tells cheaply whether anything was written since, and puts it back. So one portal answers
/// hundreds of requests, each of which finds what the first one found.
/// </summary>
public sealed class SqliteSnapshot : IDisposable
{
    private readonly SqliteConnection _memory = new("Data Source=:memory:");
    private readonly SqliteConnection _file;
    private long _version;

    private SqliteSnapshot(SqliteConnection file) => _file = file;

    /// <summary>Keeps what stands now.</summary>
    public static SqliteSnapshot Take(TestDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        var file = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ToString());
        file.Open();
        var snapshot = new SqliteSnapshot(file);
        snapshot._memory.Open();
        file.BackupDatabase(snapshot._memory);
        // What is put back need not outlive a loss of power.
        snapshot.Run("PRAGMA synchronous = OFF");
        snapshot._version = snapshot.Run("PRAGMA data_version");
        return snapshot;
    }

    /// <summary>Whether somebody has committed anything since it was taken, or put back.</summary>
    public bool WasWritten => Run("PRAGMA data_version") != _version;

    /// <summary>Puts everything back.</summary>
    public void Restore()
    {
        _memory.BackupDatabase(_file);
        _version = Run("PRAGMA data_version");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        _memory.Dispose();
    }

    private long Run(string pragma)
    {
        using var command = _file.CreateCommand();
        command.CommandText = pragma;
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }
}
