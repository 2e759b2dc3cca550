using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;

namespace Portal.Core.Ledger.Imports;

/// <summary>A payment of an export that is income. Its identifier is hashed before anything is stored.</summary>
public sealed record PaymentRow(string Id, DateOnly Month, IncomeKind Kind, string Currency, long Amount);

/// <summary>An export of a payment provider as a file. Knows no database, and carries on nothing that names anybody: no cell is repeated in what is said about it.</summary>
public static class PaymentFile
{
    /// <summary>Rows that a file has at most, the header not counted.</summary>
    public const int MostRows = 20_000;

    private const int MostColumns = 200;
    private const int LongestId = 200;

    /// <summary>The header row of a file, and what it is remembered by; empty where there is none.</summary>
    public static PaymentHeader Header(string text)
    {
        using var reader = Open(text, _ => { });
        List<string> names = reader.Read() ? [.. CellsOf(reader).Take(MostColumns)] : [];
        return new(names, SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', names).ToLowerInvariant())));
    }

    /// <summary>Reads all rows by a layout.</summary>
    public static PaymentFileRead Read(string text, PaymentLayout layout, DateTimeOffset now)
    {
        var broken = false;
        using var reader = Open(text, _ => broken = true);
        if (!reader.Read())
        {
            return PaymentFileRead.Refused(PaymentFaultKind.Empty);
        }

        var names = CellsOf(reader);
        var (rows, skipped, faults, seen, repeated, count) = (new List<PaymentRow>(), new Dictionary<SkipReason, int>(), new List<PaymentFault>(), new HashSet<string>(StringComparer.Ordinal), 0, 0);
        broken = false;
        while (reader.Read())
        {
            var (cells, line, wasBroken) = (CellsOf(reader), (int)reader.LineNumber, broken);
            broken = false;
            if (cells.All(cell => cell.Length == 0) && !wasBroken)
            {
                continue;
            }

            if (++count > MostRows)
            {
                return PaymentFileRead.Refused(PaymentFaultKind.TooManyRows);
            }

            if (wasBroken || cells.Skip(names.Length).Any(cell => cell.Length > 0))
            {
                faults.Add(new(line, PaymentFaultKind.Broken));
                continue;
            }

            string Cell(string name) => Array.FindIndex(names, one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 && at < cells.Length ? cells[at] : "";
            var (row, reason, wrong) = Look(layout, Cell, line, now);
            faults.AddRange(wrong);
            if (reason is { } skip)
            {
                skipped[skip] = skipped.GetValueOrDefault(skip) + 1;
            }
            else if (row is not null && !seen.Add(row.Id))
            {
                repeated++;
            }
            else if (row is not null)
            {
                rows.Add(row);
            }
        }

        return count == 0 ? PaymentFileRead.Refused(PaymentFaultKind.Empty) : new(rows, repeated, skipped, faults) { Provider = layout.Provider, Name = layout.Name };
    }

    private static (PaymentRow? Row, SkipReason? Reason, IReadOnlyList<PaymentFault> Faults) Look(PaymentLayout layout, Func<string, string> cell, int line, DateTimeOffset now)
    {
        if (layout.Skip(cell) is { } reason)
        {
            return (null, reason, []);
        }

        var faults = new List<PaymentFault>();
        var day = layout.Dates.Select(cell).FirstOrDefault(text => text.Length > 0) ?? "";
        if (!DateTime.TryParseExact(day, [.. layout.DateFormats], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) || at.Year < 2000 || at > now.UtcDateTime.AddDays(2))
        {
            faults.Add(new(line, PaymentFaultKind.NotADay));
        }

        var id = cell(layout.Id);
        if (id.Length is 0 or > LongestId)
        {
            faults.Add(new(line, PaymentFaultKind.NoId));
        }

        var currency = Currency.Find(layout.Currency is null ? layout.OnlyCurrency : cell(layout.Currency));
        if (currency is null)
        {
            faults.Add(new(line, PaymentFaultKind.UnknownCurrency));
        }

        var (amount, wrong) = AmountText.Read(cell(layout.Amount), currency ?? Currency.All[0], layout.AmountLayout, mayBeLess: true);
        if (wrong.Count > 0)
        {
            faults.Add(new(line, wrong[0] == LedgerFaultKind.AmountTooLarge ? PaymentFaultKind.AmountTooLarge : PaymentFaultKind.NotAnAmount));
        }

        return faults.Count > 0 ? (null, null, faults)
            : amount <= 0 ? (null, SkipReason.NothingLeft, [])
            : (new(id, new DateOnly(at.Year, at.Month, 1), layout.Kind(cell), currency!.Code, amount), null, []);
    }

    private static CsvReader Open(string text, Action<object?> malformed)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        return CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = new[] { ',', ';', '\t' }.MaxBy(separator => header.Count(letter => letter == separator)),
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = bad => malformed(bad),
        });
    }

    private static string[] CellsOf(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.GetString(field).Trim())];
}

/// <summary>The header row of an export.</summary>
/// <param name="Print">SHA-256 of it, whatever its capitals.</param>
public sealed record PaymentHeader(IReadOnlyList<string> Names, byte[] Print);

/// <summary>What a file holds.</summary>
/// <param name="Repeated">Rows whose identifier stands in the file before.</param>
public sealed record PaymentFileRead(IReadOnlyList<PaymentRow> Rows, int Repeated, IReadOnlyDictionary<SkipReason, int> Skipped, IReadOnlyList<PaymentFault> Faults)
{
    /// <summary>Whose identifiers the rows bear.</summary>
    public string Provider { get; init; } = "";

    /// <summary>What the layout is called; empty for one that was explained by hand.</summary>
    public string Name { get; init; } = "";

    /// <summary>Nothing, for one reason.</summary>
    public static PaymentFileRead Refused(PaymentFaultKind kind) => new([], 0, new Dictionary<SkipReason, int>(), [new(1, kind)]);
}

/// <summary>What is wrong with a line. What stands there is not repeated: it may be somebody's name.</summary>
public sealed record PaymentFault(int Line, PaymentFaultKind Kind);

/// <summary>The kinds of faults.</summary>
public enum PaymentFaultKind
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It is no text.</summary>
    Unreadable,

    /// <summary>It is longer than a file may be.</summary>
    TooBig,

    /// <summary>It has more lines than a file may have.</summary>
    TooManyRows,

    /// <summary>A quote does not end, or more cells than columns.</summary>
    Broken,

    /// <summary>No day between 2000 and now, as this export writes days.</summary>
    NotADay,

    /// <summary>No identifier of the provider, or one that is none.</summary>
    NoId,

    /// <summary>A currency that the ledger does not take.</summary>
    UnknownCurrency,

    /// <summary>No amount, as this export writes amounts.</summary>
    NotAnAmount,

    /// <summary>More than one payment can be.</summary>
    AmountTooLarge,
}
