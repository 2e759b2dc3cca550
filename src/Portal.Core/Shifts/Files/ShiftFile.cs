using System.Globalization;
using CsvHelper;

namespace Portal.Core.Shifts.Files;

/// <summary>The table of shifts as a file: which columns it has, and how its rows are read and written. Knows no database.</summary>
public static class ShiftFile
{
    /// <summary>Rows that a file has at most, the header not counted.</summary>
    public const int MostRows = 5000;

    /// <summary>Bytes that a file has at most.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>The columns in the order in which they are written. A file may have them in any order and leave out what <see cref="Required"/> does not name.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["organisation", "activity", "date", "start", "end", "area", "site", "time_zone", "positions", "visibility", "mode", "cancellation_hours", "lead", "description", "description_language", "status"];

    /// <summary>The columns that a file must have.</summary>
    public static IReadOnlyList<string> Required { get; } = ["activity", "date", "start", "end", "positions"];

    /// <summary>A file to fill in: the header and an example that can be taken as it is.</summary>
    public static string Template(string organisation, string activity, DateOnly day, string area) => Write(
        [[organisation, activity, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "18:00", "21:00", area, "", "", "Driver / Conduite (1-2); Distribution (4-6, beginners); Interpreter (1-2, interprets ar|ti)", "members", "open", "12", "", "", "en", ""]]);

    /// <summary>Reads rows, stopping at the first beyond <see cref="MostRows"/>.</summary>
    public static ShiftFileRows Read(string text)
    {
        var broken = false;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = DelimiterOf(text),
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = _ => broken = true,
        });
        if (!reader.Read())
        {
            return ShiftFileRows.Refused(new(1, ImportFaultKind.Empty));
        }

        var header = CellsOf(reader);
        List<string> names = [.. header.Select(name => name.Trim().ToLowerInvariant())];
        List<ImportFault> faults =
        [
            .. names.Where(name => name.Length > 0 && !Columns.Contains(name)).Select(name => new ImportFault(1, ImportFaultKind.UnknownColumn, name)),
            .. names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => new ImportFault(1, ImportFaultKind.ColumnTwice, same.Key)),
            .. Required.Except(names).Select(name => new ImportFault(1, ImportFaultKind.MissingColumn, name)),
        ];
        var rows = new List<ShiftFileRow>();
        if (faults.Count > 0)
        {
            return new([], faults);
        }

        broken = false;
        while (reader.Read())
        {
            if (rows.Count == MostRows)
            {
                return ShiftFileRows.Refused(new((int)reader.LineNumber, ImportFaultKind.TooManyRows));
            }

            var line = (int)reader.LineNumber;
            var cells = CellsOf(reader);
            if (broken)
            {
                broken = false;
                faults.Add(new(line, ImportFaultKind.BrokenQuotes));
            }
            else if (cells.Skip(names.Count).Any(cell => cell.Length > 0))
            {
                faults.Add(new(line, ImportFaultKind.TooManyCells));
            }
            else if (cells.Any(cell => cell.Length > 0))
            {
                rows.Add(new(line, names.Zip(cells).Where(cell => cell.First.Length > 0).ToDictionary(cell => cell.First, cell => Plain(cell.Second), StringComparer.Ordinal)));
            }
        }

        return faults.Count == 0 && rows.Count == 0 ? ShiftFileRows.Refused(new(1, ImportFaultKind.Empty)) : new(rows, faults);
    }

    /// <summary>Writes rows with the header, each with a cell for each of <see cref="Columns"/>. A cell that a spreadsheet would compute is given an apostrophe.</summary>
    public static string Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions(), leaveOpen: true))
        {
            foreach (var row in rows.Prepend(Columns))
            {
                csv.WriteRecord([.. row.Select(Defused)]);
            }
        }

        return text.ToString();
    }

    private static string Defused(string cell) => cell.Length > 0 && (IsComputed(cell[0]) || (cell[0] == '\'' && cell.Length > 1 && (IsComputed(cell[1]) || cell[1] == '\''))) ? "'" + cell : cell;

    // What was defused comes back as it was.
    private static string Plain(string cell) => cell.Length > 1 && cell[0] == '\'' && (IsComputed(cell[1]) || cell[1] == '\'') ? cell[1..] : cell;

    private static bool IsComputed(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';

    private static string[] CellsOf(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    private static char DelimiterOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        return new[] { ',', ';', '\t' }.MaxBy(delimiter => header.Count(letter => letter == delimiter));
    }
}

/// <summary>A row by the names of its columns.</summary>
public sealed record ShiftFileRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>A cell; empty where the file has no such column.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column, "");
}

/// <summary>What a file holds, and what is wrong with it as a file.</summary>
public sealed record ShiftFileRows(IReadOnlyList<ShiftFileRow> Rows, IReadOnlyList<ImportFault> Faults)
{
    /// <summary>A file that is not read any further.</summary>
    public static ShiftFileRows Refused(ImportFault fault) => new([], [fault]);
}
