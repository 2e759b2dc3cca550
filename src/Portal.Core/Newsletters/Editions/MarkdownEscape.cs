using System.Text;

namespace Portal.Core.Newsletters.Editions;

/// <summary>Puts words of people into Markdown as mere words: whatever they hold, they are neither a link, nor emphasis, nor markup.</summary>
public static class MarkdownEscape
{
    /// <summary>The words on one line, with every mark of ASCII escaped (CommonMark, "Backslash escapes").</summary>
    public static string Of(string words)
    {
        var text = new StringBuilder();
        foreach (var letter in TypedText.Line(words))
        {
            // An opening bracket is written as an entity, for a text may hold a limited number of them.
            _ = letter == '[' ? text.Append("&#91;") : char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter)) ? text.Append('\\').Append(letter) : text.Append(letter);
        }

        return text.ToString();
    }
}
