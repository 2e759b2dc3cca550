using System.Text.RegularExpressions;

namespace Portal.Web.Tests.Access;

/// <summary>What two requests wrote, to be compared: identifiers, stamps and sealed bytes that were made for the occasion are left out.</summary>
internal sealed partial class NewRows(Dictionary<string, List<string>> before)
{
    private readonly HashSet<string> _known = before.Values.SelectMany(rows => rows).SelectMany(row => Random().Matches(row)).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _rows = before.ToDictionary(table => table.Key, table => table.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    public IReadOnlyList<string> Of(Dictionary<string, List<string>> after) =>
    [
        .. after.SelectMany(table => table.Value.Where(row => !_rows[table.Key].Contains(row)).Select(row => $"{table.Key}: {Random().Replace(row, match => _known.Contains(match.Value) ? match.Value : "*")}")
            .Concat(_rows[table.Key].Except(table.Value).Select(row => $"{table.Key} no more: {row}"))).Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[A-Za-z0-9+/_=-]{20,}")]
    private static partial Regex Random();
}
