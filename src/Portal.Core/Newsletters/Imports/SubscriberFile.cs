using CsvHelper;
using Portal.Core.Accounts;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Imports;

/// <summary>A line of a file of addresses that can be taken.</summary>
public sealed record SubscriberLine(SubscriberAddress Address, string? Language, string? Country);

/// <summary>What is wrong with a line.</summary>
public sealed record SubscriberFault(int Line, SubscriberFaultKind Kind, string What = "");

/// <summary>The kinds of faults.</summary>
public enum SubscriberFaultKind
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It is no text.</summary>
    Unreadable,

    /// <summary>It is longer than a file may be.</summary>
    TooBig,

    /// <summary>It has more lines than a file may have.</summary>
    TooManyRows,

    /// <summary>The first line names no column <c>address</c>.</summary>
    NoAddressColumn,

    /// <summary>A column is none of those there are.</summary>
    UnknownColumn,

    /// <summary>Two columns have one name.</summary>
    ColumnTwice,

    /// <summary>A quote does not end, or more cells than columns.</summary>
    Broken,

    /// <summary>That cannot be an address.</summary>
    Address,

    /// <summary>The portal does not speak that language.</summary>
    Language,

    /// <summary>There is no such country.</summary>
    Country,
}

/// <summary>Addresses as a file: a header with <c>address</c> and perhaps <c>language</c> and <c>country</c>, then a line each. Knows no database.</summary>
public static class SubscriberFile
{
    /// <summary>Lines that a file has at most, the header not counted.</summary>
    public const int MostRows = 10_000;

    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["address", "language", "country"];

    // As other programs and other languages call them.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["email"] = "address",
        ["e-mail"] = "address",
        ["mail"] = "address",
        ["adresse"] = "address",
        ["courriel"] = "address",
        ["langue"] = "language",
        ["pays"] = "country",
    };

    /// <summary>Reads a file. An address that stands there again, in whatever capitals, is counted and not taken again.</summary>
    public static SubscriberFileRead Read(string text)
    {
        var broken = false;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = text.Split('\n')[0].Contains(';', StringComparison.Ordinal) ? ';' : text.Split('\n')[0].Contains('\t', StringComparison.Ordinal) ? '\t' : ',',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = _ => broken = true,
        });
        if (!reader.Read())
        {
            return SubscriberFileRead.Refused(new(1, SubscriberFaultKind.Empty));
        }

        var names = CellsOf(reader).Select(cell => cell.Trim().ToLowerInvariant()).Select(name => Synonyms.GetValueOrDefault(name, name)).ToList();
        if (names.Find(name => name.Length > 0 && !Columns.Contains(name)) is { } unknown)
        {
            return SubscriberFileRead.Refused(new(1, SubscriberFaultKind.UnknownColumn, unknown));
        }

        if (names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
        {
            return SubscriberFileRead.Refused(new(1, SubscriberFaultKind.ColumnTwice, twice));
        }

        if (!names.Contains("address"))
        {
            return SubscriberFileRead.Refused(new(1, SubscriberFaultKind.NoAddressColumn));
        }

        broken = false;
        var (lines, faults, seen, repeated, rows) = (new List<SubscriberLine>(), new List<SubscriberFault>(), new HashSet<string>(StringComparer.Ordinal), 0, 0);
        while (reader.Read())
        {
            var (cells, line, wasBroken) = (CellsOf(reader), (int)reader.LineNumber, broken);
            broken = false;
            if (cells.All(cell => cell.Length == 0) && !wasBroken)
            {
                continue;
            }

            if (++rows > MostRows)
            {
                return SubscriberFileRead.Refused(new(line, SubscriberFaultKind.TooManyRows));
            }

            string? Cell(string name) => names.IndexOf(name) is var at and >= 0 && at < cells.Length && cells[at].Length > 0 ? cells[at] : null;
            var (language, country) = (Cell("language")?.ToLowerInvariant(), Cell("country")?.ToUpperInvariant());
            if (wasBroken || cells.Skip(names.Count).Any(cell => cell.Length > 0))
            {
                faults.Add(new(line, SubscriberFaultKind.Broken));
            }
            else if (!SubscriberAddress.TryParse(Cell("address"), out var address))
            {
                faults.Add(new(line, SubscriberFaultKind.Address, Cell("address") ?? ""));
            }
            else if (language is not null && !Languages.All.ContainsKey(language))
            {
                faults.Add(new(line, SubscriberFaultKind.Language, language));
            }
            else if (country is not null && !Countries.Contains(country))
            {
                faults.Add(new(line, SubscriberFaultKind.Country, country));
            }
            else if (seen.Add(address.Normalized))
            {
                lines.Add(new(address, language, country));
            }
            else
            {
                repeated++;
            }
        }

        return rows == 0 ? SubscriberFileRead.Refused(new(1, SubscriberFaultKind.Empty)) : new(lines, repeated, faults);
    }

    private static string[] CellsOf(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.GetString(field).Trim())];
}

/// <summary>What was read: the lines to take, how many repeat one of them, and what is wrong.</summary>
public sealed record SubscriberFileRead(IReadOnlyList<SubscriberLine> Lines, int Repeated, IReadOnlyList<SubscriberFault> Faults)
{
    /// <summary>Nothing, for one reason.</summary>
    public static SubscriberFileRead Refused(SubscriberFault fault) => new([], 0, [fault]);
}
