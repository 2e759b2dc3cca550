using System.Text.RegularExpressions;
using Portal.Core.Privacy;

namespace Portal.Core.Updates.Safety;

/// <summary>
/// Points out what an update should not carry: exact places and their names, telephone numbers, plates. It reads as a careful colleague would, and may be
/// wrong in both directions; the author decides. One pass for each kind, whatever the text. It helps who is careful: look-alike letters pass.
/// </summary>
public static class SafetyCheck
{
    /// <summary>Most that is pointed out at once.</summary>
    public const int Most = 20;

    private const int Around = 30;
    private const string Street = "rue|avenue|av|boulevard|bd|chemin|route|allée|impasse|quai|place|square|cours|passage|sentier|voie|ruelle|faubourg|lotissement|résidence|rond-point";
    private const string Road = "street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|square|sq|quay|close|court|terrace|row|hill|strasse|straße|straat|laan|weg";

    private static readonly (SafetyRisk Risk, Regex Pattern)[] Patterns =
    [
        // 50.9581, 1.8523; 50°57'29"N; an open location code; a link to a map.
        (SafetyRisk.Coordinates, Any(@"\b\d{1,2}[.,]\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}\b")),
        (SafetyRisk.Coordinates, Any(@"\b\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['’′]")),
        (SafetyRisk.Coordinates, Any(@"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b")),
        (SafetyRisk.Coordinates, Any(@"(?:\bgeo:|\b(?:maps\.app\.)?goo\.gl/(?:maps/)?|\bgoogle\.[a-z.]{2,6}/maps|\bmaps\.(?:google|apple)\.[a-z.]{2,6}|\bopenstreetmap\.org/[^\s#]*(?:#map=|[?&]m?lat=)|\bosm\.org/go/|\bwaze\.com/ul)[^\s)\]]*")),
        (SafetyRisk.ThreeWords, Any(@"(?:///|\bwhat3words\.com/|\bw3w\.co/)\s?\p{L}+[.・]\p{L}+[.・]\p{L}+")),
        (SafetyRisk.ThreeWords, Any(@"\b\p{L}{4,}\.\p{L}{4,}\.\p{L}{4,}\b")),
        (SafetyRisk.Address, Any($@"\b\d{{1,4}}\s?(?:bis|ter|quater|[a-c])?\s*,?\s*(?:{Street})\b\.?(?:\s+[\p{{L}}'’-]+){{1,4}}")),
        (SafetyRisk.Address, Any($@"\b(?:{Street})\s+(?:[\p{{L}}'’-]+\s+){{1,4}}\d{{1,4}}\b")),
        (SafetyRisk.Address, Any($@"\b\d{{1,4}}[a-c]?\s+(?:[\p{{L}}'’-]+\s+){{1,3}}(?:{Road})\b")),
        (SafetyRisk.Address, Any($@"\b[\p{{L}}-]{{3,}}(?:strasse|straße|straat|laan|weg)\s+\d{{1,4}}\b")),
        (SafetyRisk.PhoneNumber, Any(@"(?:\+|\b00)\s?\d(?:[ .()\-/]{0,2}\d){7,14}\b")),
        (SafetyRisk.PhoneNumber, Any(@"\b0\d\)?(?:[ .\-/]{0,3}\d\d){4}\b")),
        (SafetyRisk.PhoneNumber, Any(@"\b0\d{3,4}[ \-]?\d{3}[ \-]?\d{3,4}\b")),
        (SafetyRisk.VehiclePlate, Any(@"\b[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b[A-Z]{2}\d{3}[A-Z]{2}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b\d[- ]?[A-Z]{3}[- ]?\d{3}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b[A-Z]{1,2}-\d{3}-[A-Z]{1,2}\b|\b[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}\b")),
    ];

    /// <summary>
    /// All that is found in a title and a Markdown text, in the order in which it stands there; of what overlaps the longest. Then what only
    /// its readers see: a number with half of it in bold, where a link leads. Figures count in any script. At most <see cref="Most"/>.
    /// </summary>
    public static IReadOnlyList<SafetyFinding> Find(string title, string body, PlaceNames? places = null)
    {
        var names = places ?? PlaceNames.None;
        List<SafetyFinding> found = [.. In(title, names, inTitle: true), .. In(body, names, inTitle: false)];
        var known = found.Select(finding => Key(finding.Text)).ToHashSet(StringComparer.Ordinal);
        var (seen, links) = MarkdownRenderer.Read(body);
        found.AddRange(links.Prepend(seen).SelectMany(part => In(part, names, inTitle: false)).Where(finding => known.Add(Key(finding.Text))));
        return found.Count <= Most ? found : found[..Most];
    }

    private static IEnumerable<SafetyFinding> In(string text, PlaceNames places, bool inTitle)
    {
        var plain = PlainText.Of(text);
        var matches = Patterns.SelectMany(pattern => pattern.Pattern.Matches(plain.Text).Take(Most).Select(match => (pattern.Risk, match.Index, match.Length)))
            .Concat(places.Find(plain.Text).Take(Most).Select(name => (Risk: SafetyRisk.MeetingPoint, name.Index, name.Length)))
            .OrderBy(match => match.Index).ThenByDescending(match => match.Length);
        var last = 0;
        foreach (var (risk, index, length) in matches)
        {
            if (index < last)
            {
                continue;
            }

            last = index + length;
            var (start, end) = plain.InSource(index, length);
            yield return new SafetyFinding(risk, inTitle, Tail(text, start), text[start..end], Head(text, end));
        }
    }

    private static string Key(string text) => string.Concat(PlainText.Of(text).Text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Head(string text, int end)
    {
        var to = Math.Min(text.Length, end + Around);
        return to == text.Length ? text[end..] : text[end..(char.IsHighSurrogate(text[to - 1]) ? to - 1 : to)] + "…";
    }

    private static string Tail(string text, int start)
    {
        var from = Math.Max(0, start - Around);
        return from == 0 ? text[..start] : "…" + text[(char.IsLowSurrogate(text[from]) ? from + 1 : from)..start];
    }

    // Without backtracking, no text takes longer than its length allows.
    private static Regex Any(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static Regex Capitals(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
