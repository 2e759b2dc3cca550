using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Testing;

/// <summary>Every row of every table as text: what a test compares to see that nothing changed.</summary>
public static class TableRows
{
    /// <summary>Reads them, by the name of their table.</summary>
    public static async Task<Dictionary<string, List<string>>> ReadAsync(PortalDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var tables = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            tables[table] = await ReadAsync(rows);
        }

        return tables;
    }

    /// <summary>The tables whose rows are others, by name.</summary>
    public static IReadOnlyList<string> Changed(Dictionary<string, List<string>> before, Dictionary<string, List<string>> after) =>
        [.. before.Keys.Where(table => !before[table].SequenceEqual(after[table])).Order(StringComparer.Ordinal)];

    private static async Task<List<string>> ReadAsync(DbDataReader rows)
    {
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) is byte[] bytes ? Convert.ToBase64String(bytes) : $"{rows.GetValue(i)}")));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
