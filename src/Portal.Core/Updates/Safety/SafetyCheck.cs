using System.Text.RegularExpressions;

namespace Portal.Core.Updates.Safety;

/// <summary>
/// Points out what an update should not carry: exact places, telephone numbers, plates. It reads as a careful colleague would, and may be
/// wrong in both directions; the author decides. One pass for each kind, whatever the text.
/// </summary>
public static class SafetyCheck
{
    private const int Around = 30;
    private const string Street = "rue|avenue|av|boulevard|bd|chemin|route|allée|impasse|quai|place|square|cours|passage|sentier|voie|ruelle|faubourg|lotissement|résidence|rond-point";
    private const string Road = "street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|square|sq|quay|close|court|terrace|row|hill|strasse|straße|straat|laan|weg";

    private static readonly (SafetyRisk Risk, Regex Pattern)[] Patterns =
    [
        // 50.9581, 1.8523; 50°57'29"N; an open location code; a link to a map.
        (SafetyRisk.Coordinates, Any(@"\b\d{1,2}[.,]\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d{3,}\b")),
        (SafetyRisk.Coordinates, Any(@"\b\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['’′]")),
        (SafetyRisk.Coordinates, Any(@"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b")),
        (SafetyRisk.Coordinates, Any(@"(?:\bgeo:|\b(?:maps\.app\.)?goo\.gl/(?:maps/)?|\bgoogle\.[a-z.]{2,6}/maps|\bmaps\.(?:google|apple)\.[a-z.]{2,6}|\bopenstreetmap\.org/[^\s#]*#map=|\bosm\.org/go/|\bwaze\.com/ul)[^\s)\]]*")),
        (SafetyRisk.ThreeWords, Any(@"(?:///|\bwhat3words\.com/|\bw3w\.co/)\s?\p{L}+[.・]\p{L}+[.・]\p{L}+")),
        (SafetyRisk.ThreeWords, Any(@"\b\p{L}{4,}\.\p{L}{4,}\.\p{L}{4,}\b")),
        (SafetyRisk.Address, Any($@"\b\d{{1,4}}\s?(?:bis|ter|quater|[a-c])?\s*,?\s*(?:{Street})\b\.?(?:\s+[\p{{L}}'’-]+){{1,4}}")),
        (SafetyRisk.Address, Any($@"\b(?:{Street})\s+(?:[\p{{L}}'’-]+\s+){{1,4}}\d{{1,4}}\b")),
        (SafetyRisk.Address, Any($@"\b\d{{1,4}}[a-c]?\s+(?:[\p{{L}}'’-]+\s+){{1,3}}(?:{Road})\b")),
        (SafetyRisk.Address, Any($@"\b[\p{{L}}-]{{3,}}(?:strasse|straße|straat|laan|weg)\s+\d{{1,4}}\b")),
        (SafetyRisk.PhoneNumber, Any(@"(?:\+|\b00)\s?\d(?:[ .()\-/]{0,2}\d){7,14}\b")),
        (SafetyRisk.PhoneNumber, Any(@"\b0\d(?:[ .\-/]?\d\d){4}\b")),
        (SafetyRisk.PhoneNumber, Any(@"\b0\d{3,4}[ \-]?\d{3}[ \-]?\d{3,4}\b")),
        (SafetyRisk.VehiclePlate, Any(@"\b[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b[A-Z]{2}\d{3}[A-Z]{2}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b\d[- ]?[A-Z]{3}[- ]?\d{3}\b")),
        (SafetyRisk.VehiclePlate, Capitals(@"\b[A-Z]{1,2}-\d{3}-[A-Z]{1,2}\b|\b[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}\b")),
    ];

    /// <summary>All that is found in a title and a text, in the order in which it stands there; of what overlaps the longest. Figures count in any script.</summary>
    public static IReadOnlyList<SafetyFinding> Find(string title, string body) => [.. In(title, inTitle: true), .. In(body, inTitle: false)];

    private static IEnumerable<SafetyFinding> In(string text, bool inTitle)
    {
        var plain = string.Concat(text.Select(Plain));
        var matches = Patterns.SelectMany(pattern => pattern.Pattern.Matches(plain).Select(match => (pattern.Risk, match.Index, match.Length)))
            .OrderBy(match => match.Index).ThenByDescending(match => match.Length);
        var end = 0;
        foreach (var (risk, index, length) in matches)
        {
            if (index < end)
            {
                continue;
            }

            end = index + length;
            yield return new SafetyFinding(risk, inTitle, Tail(text[..index]), text[index..end], Head(text[end..]));
        }
    }

    // Letter for letter: digits of any script as ours, the Arabic decimal sign as a point, any blank as a space.
    private static char Plain(char letter) => letter == '\u066B' ? '.' : char.IsDigit(letter) ? (char)('0' + (int)char.GetNumericValue(letter)) : letter != '\n' && char.IsWhiteSpace(letter) ? ' ' : letter;

    private static string Head(string text) => text.Length <= Around ? text : text[..(Around - (char.IsHighSurrogate(text[Around - 1]) ? 1 : 0))] + "…";

    private static string Tail(string text) => text.Length <= Around ? text : "…" + text[(text.Length - Around + (char.IsLowSurrogate(text[^Around]) ? 1 : 0))..];

    // Without backtracking, no text takes longer than its length allows.
    private static Regex Any(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static Regex Capitals(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
