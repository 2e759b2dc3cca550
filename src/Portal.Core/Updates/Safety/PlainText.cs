using System.Globalization;
using System.Text;

namespace Portal.Core.Updates.Safety;

/// <summary>
/// A text as <see cref="SafetyCheck"/> compares it: digits of any script as ours, letters of other widths and styles as plain ones (NFKC), dashes
/// and raised dots as one dash, white space run together, an empty line as a mark that nothing reaches across, and nothing that nobody sees.
/// </summary>
internal sealed class PlainText
{
    private const char Break = '\u00B6';

    private readonly List<(int Start, int End)> _source;

    private PlainText(string text, List<(int Start, int End)> source) => (Text, _source) = (text, source);

    /// <summary>The plain text.</summary>
    public string Text { get; }

    /// <summary>That of a text.</summary>
    public static PlainText Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        var source = new List<(int Start, int End)>(text.Length);
        var (position, afterLine) = (0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var place = (position, position += rune.Utf16SequenceLength);
            foreach (var letter in Plain(rune))
            {
                if (letter == ' ' && plain is [.., ' ' or Break])
                {
                    // The second of two ends of lines, whatever blanks are between.
                    plain[^1] = afterLine && rune.Value == '\n' ? Break : plain[^1];
                    afterLine |= rune.Value == '\n';
                    continue;
                }

                afterLine = rune.Value == '\n';
                plain.Append(letter);
                source.Add(place);
            }
        }

        return new PlainText(plain.ToString(), source);
    }

    /// <summary>Where a part of it stands in the text that it is of.</summary>
    public (int Start, int End) InSource(int index, int length) => (_source[index].Start, _source[index + length - 1].End);

    private static string Plain(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when !TypedText.IsVisible(rune) => Rune.IsWhiteSpace(rune) ? " " : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? rune.ToString() : "",
        UnicodeCategory.DecimalDigitNumber => ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture),
        UnicodeCategory.DashPunctuation => "-",
        _ when rune.Value is 0xB7 or 0x2219 or 0x22C5 or 0x2212 => "-",
        _ when rune.Value is 0x66B => ".",
        _ => rune.IsAscii ? rune.ToString() : rune.ToString().Normalize(NormalizationForm.FormKC),
    };
}
