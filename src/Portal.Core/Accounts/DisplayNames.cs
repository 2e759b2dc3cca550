using System.Globalization;
using System.Text;

namespace Portal.Core.Accounts;

/// <summary>What a display name may be: any name one likes, in any script, up to 100 letters as a reader counts them.</summary>
public static class DisplayNames
{
    /// <summary>The most graphemes.</summary>
    public const int MostGraphemes = 100;

    private const char Unreadable = '\uFFFD';

    /// <summary>The name as it is kept: trimmed, in one form of Unicode, without control characters. Null with the reason why it cannot be kept.</summary>
    public static (string? Name, AccountFlaw? Flaw) Clean(string? typed)
    {
        var text = typed ?? "";
        if (text.Contains('\0', StringComparison.Ordinal) || text.Contains(Unreadable, StringComparison.Ordinal) || HasLoneSurrogate(text))
        {
            return (null, AccountFlaw.NameUnreadable);
        }

        var name = string.Join(' ', WithoutControls(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
        if (name.Length == 0 || name.All(letter => char.GetUnicodeCategory(letter) == UnicodeCategory.Format))
        {
            return (null, AccountFlaw.NameMissing);
        }

        return name.Length > Supporter.NameLength || new StringInfo(name).LengthInTextElements > MostGraphemes
            ? (null, AccountFlaw.NameTooLong)
            : (name, null);
    }

    private static string WithoutControls(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            kept.Append(char.IsWhiteSpace(letter) ? ' ' : char.IsControl(letter) || IsDirectionMark(letter) ? null : letter);
        }

        return kept.ToString();
    }

    // Embeddings, overrides and isolates (UAX #9): a name must not turn the text around it. Joiners stay, for Persian and emoji need them.
    private static bool IsDirectionMark(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);
}
