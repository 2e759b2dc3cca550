using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portal.Core.Data;

/// <summary>Says what is wrong where a database cannot be used as it is set up, as opposed to a statement of ours that fails.</summary>
internal static class UnusableDatabase
{
    // Read-only, input or output fails, damaged, full, cannot be opened, not a database.
    private static readonly int[] OfTheFile = [8, 10, 11, 13, 14, 26];

    // No connection, not let in, no such database, no room for one more, starting or stopping; and no right to change tables.
    private static readonly string[] OfTheServer = ["08", "28", "3D", "53", "57P", PostgresErrorCodes.InsufficientPrivilege];

    /// <summary>What the database or its driver says, on one line; null where it is something else.</summary>
    public static string? Complaint(Exception exception) => Said(exception)?.ReplaceLineEndings(" ");

    private static string? Said(Exception exception) => exception switch
    {
        PostgresException said => Array.Exists(OfTheServer, state => said.SqlState.StartsWith(state, StringComparison.Ordinal)) ? said.MessageText : null,
        NpgsqlException said => said.Message,
        SqliteException said => OfTheFile.Contains(said.SqliteErrorCode) ? said.Message : null,
        _ => exception.InnerException is { } inner ? Said(inner) : null,
    };
}
