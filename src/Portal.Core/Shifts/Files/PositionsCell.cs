using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Core.Shifts.Files;

/// <summary>
/// The positions of a shift in one cell: <c>Driver / Conduite (1-2, holds Driving licence B); Interpreter (1-2, interprets ar|ti); Sorting (2-8, beginners)</c>.
/// A name in English, perhaps one in French, then from how many to how many people, and what is asked of them.
/// </summary>
internal static partial class PositionsCell
{
    /// <summary>The positions; null when the cell is something else. A qualification that is not known is told by its name.</summary>
    public static IReadOnlyList<NewPosition>? Read(string cell, Func<string, Guid?> qualification, List<string> unknown)
    {
        var positions = new List<NewPosition>();
        foreach (var part in Separator().Split(cell).Where(part => part.Trim().Length > 0))
        {
            if (Position().Match(part.Trim()) is not { Success: true } found || Read(found, qualification, unknown) is not { } position || Computes(position))
            {
                return null;
            }

            positions.Add(position);
        }

        return positions.Count == 0 ? null : positions;
    }

    /// <summary>What <see cref="Read(string, Func{string, Guid?}, List{string})"/> reads.</summary>
    public static string Write(IEnumerable<NewPosition> positions, IReadOnlyDictionary<Guid, LocalText> qualifications) => string.Join("; ", positions.Select(position =>
    {
        var (english, french) = (position.Name.In("en"), position.Name.Exactly("fr"));
        List<string> asks = [string.Create(CultureInfo.InvariantCulture, $"{position.Minimum}-{position.Capacity}")];
        if (position.BeginnerFriendly)
        {
            asks.Add("beginners");
        }

        if (position.Languages.Count > 0)
        {
            asks.Add($"{(position.IsInterpreter ? "interprets" : "speaks")} {string.Join('|', position.Languages)}");
        }

        if (position.Qualifications.Count > 0)
        {
            asks.Add($"holds {string.Join('|', position.Qualifications.Select(id => qualifications.TryGetValue(id, out var name) ? name.In("en") : id.ToString()))}");
        }

        return $"{Safe(english)}{(french.Length > 0 && french != english ? $" / {Safe(french)}" : "")} ({string.Join(", ", asks)})";
    }));

    // What a spreadsheet would compute is no name, nor is one that holds the sign that parts values.
    private static bool Computes(NewPosition position) =>
        new[] { position.Name.In("en"), position.Name.Exactly("fr") }.Any(name => name.Length > 0 && (name[0] is '=' or '+' or '-' or '@' || name.Contains('|', StringComparison.Ordinal)));

    // The signs that part positions have no place in a name.
    private static string Safe(string name) => name.Replace(';', ',').Replace('(', '[').Replace(')', ']').Replace(" / ", "/", StringComparison.Ordinal);

    private static NewPosition? Read(Match found, Func<string, Guid?> qualification, List<string> unknown)
    {
        if (!int.TryParse(found.Groups["least"].ValueSpan, CultureInfo.InvariantCulture, out var least) || !int.TryParse(found.Groups["most"].ValueSpan, CultureInfo.InvariantCulture, out var most))
        {
            return null;
        }

        var position = new NewPosition(LocalText.Of(found.Groups["english"].Value.Trim(), found.Groups["french"].Value.Trim()), least, most);
        foreach (var ask in found.Groups["asks"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = ask.Split(' ', 2, StringSplitOptions.TrimEntries);
            var values = words.Length == 2 ? words[1].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            switch (words[0].ToLowerInvariant(), values.Length)
            {
                case ("beginners", 0):
                    position = position with { BeginnerFriendly = true };
                    break;
                case ("speaks" or "interprets", > 0):
                    position = position with { Languages = values, IsInterpreter = string.Equals(words[0], "interprets", StringComparison.OrdinalIgnoreCase) };
                    break;
                case ("holds", > 0):
                    unknown.AddRange(values.Where(name => qualification(name) is null));
                    position = position with { Qualifications = [.. values.Select(qualification).OfType<Guid>()] };
                    break;
                default:
                    return null;
            }
        }

        return position;
    }

    [GeneratedRegex(@"(?<=\))\s*;")]
    private static partial Regex Separator();

    // Names are bounded, so that no cell can make it look for long: a name may have far fewer letters than these.
    [GeneratedRegex(@"^(?<english>[^();]{1,400}?)(?: / (?<french>[^();]{1,400}?))?\s*\(\s*(?<least>\d{1,4})\s*[-–]\s*(?<most>\d{1,4})\s*(?:,(?<asks>[^()]*))?\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Position();
}
