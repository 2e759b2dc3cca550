using Microsoft.Data.Sqlite;
using Portal.Core.Data;

namespace Portal.Testing;

/// <summary>The SQLite files of this process, in a temporary folder that goes with it.</summary>
internal static class SqliteFiles
{
    private static readonly Lazy<Task<string>> Template = new(MigrateAsync);

    /// <summary>The path of a file that does not exist yet.</summary>
    public static string New() => Path.Combine(TestFolder.Path, $"{Guid.CreateVersion7():N}.db");

    public static string ConnectionString(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    /// <summary>The path of a migrated file, made once per process.</summary>
    public static Task<string> TemplateAsync() => Template.Value;

    public static void Delete(string connectionString)
    {
        using (var connection = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        foreach (var part in Directory.EnumerateFiles(TestFolder.Path, $"{Path.GetFileName(file)}*"))
        {
            File.Delete(part);
        }
    }

    private static async Task<string> MigrateAsync()
    {
        var file = New();
        var connectionString = ConnectionString(file);
        await TestPortal.MigrateAsync(DatabaseProvider.Sqlite, connectionString);
        await using var connection = new SqliteConnection(connectionString);
        // Closing the last connection folds the log into the file, so that the file alone can be copied.
        SqliteConnection.ClearPool(connection);
        return file;
    }
}
