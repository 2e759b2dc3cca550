using System.Globalization;
using System.Text;

namespace Portal.Core;

/// <summary>
/// The one rule for what people type, be it a name or a text: it is refused where a part of it cannot be read, and kept
/// without what nobody sees. Any script passes; joiners stay, for Persian and emoji need them.
/// </summary>
public static class TypedText
{
    // Letters and a sign by their class, and empty: fillers of Hangul, and Braille without dots.
    private static readonly int[] Fillers = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800];

    /// <summary>
    /// Whether all of it can be read: no NUL, which no database keeps, and no half of a character. A form's decoder puts
    /// U+FFFD for what it could not read, and nobody types that.
    /// </summary>
    public static bool IsReadable(string? text) =>
        text is null || !text.EnumerateRunes().Any(rune => rune.Value == 0 || rune == Rune.ReplacementChar);

    /// <summary>Whether anything of it is seen: a name or a text of nothing but blanks, joiners and fillers is none.</summary>
    public static bool IsVisible(string? text) => text?.EnumerateRunes().Any(IsVisible) == true;

    /// <summary>Whether a character leaves anything on a screen by itself.</summary>
    public static bool IsVisible(Rune rune) => !Fillers.Contains(rune.Value) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned);

    /// <summary>As it is kept on one line: white space run together, no control characters.</summary>
    public static string Line(string? text) =>
        string.Join(' ', Visible(text ?? "", char.IsWhiteSpace).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>As it is kept where it may have lines, which end in <c>\n</c>.</summary>
    public static string Lines(string? text) => Visible((text ?? "").ReplaceLineEndings("\n"), letter => letter is '\n' or '\t').Trim();

    /// <summary>A reason that somebody gives, as it is kept on one line; null where it is too short or too long, in UTF-16 units, cannot be read, or is mostly nothing that can be seen.</summary>
    public static string? Reason(string? text, int shortest, int longest) =>
        IsReadable(text) && Line(text) is var line && line.Length >= shortest && line.Length <= longest && line.EnumerateRunes().Count(IsVisible) * 2 >= shortest ? line : null;

    /// <summary>How it begins, never with half of a character at the end.</summary>
    /// <param name="longest">Most of it, in UTF-16 units.</param>
    public static string Start(string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>The same text without embeddings, overrides and isolates (UAX #9): whoever writes one turns the words around it.</summary>
    public static string WithoutDirectionMarks(string text) => string.Concat(text.Where(letter => !IsDirectionMark(letter)));

    // A NUL stays, so that a text is refused for it before or after.
    private static string Visible(string text, Func<char, bool> always) =>
        string.Concat(text.Where(letter => letter == '\0' || always(letter) || !(char.IsControl(letter) || IsDirectionMark(letter) || letter is '\uFFFE' or '\uFFFF')));

    private static bool IsDirectionMark(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
