using System.Buffers;

namespace Portal.Core.Updates;

/// <summary>
/// What a text may hold before it is given to the parser, whose work grows with the square of the brackets that are open. No letter
/// comes near; a text that does is shown as it was typed, and refused where it is written. One pass over the text.
/// </summary>
public static class MarkdownLimits
{
    /// <summary>Most opening brackets of one text: links, pictures, and brackets that are just brackets.</summary>
    public const int MostBrackets = 400;

    /// <summary>Most quotes and lists within one another.</summary>
    public const int DeepestNesting = 16;

    private static readonly SearchValues<char> Margin = SearchValues.Create(" \t>-*+.)0123456789");
    private static readonly SearchValues<char> Rule = SearchValues.Create(" \t-*_");

    /// <summary>Whether a text stays within both.</summary>
    public static bool Allow(string markdown)
    {
        if (markdown.AsSpan().Count('[') > MostBrackets)
        {
            return false;
        }

        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            // A row of dashes or stars is a line across the page, however long.
            if (NestingOf(line) > DeepestNesting && line.ContainsAnyExcept(Rule))
            {
                return false;
            }
        }

        return true;
    }

    // How many marks of quotes and of items stand before the words of a line.
    private static int NestingOf(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExcept(Margin);
        var margin = end < 0 ? line : line[..end];
        var marks = 0;
        for (var at = 0; at < margin.Length; at++)
        {
            var beforeBlank = at + 1 == margin.Length || margin[at + 1] is ' ' or '\t';
            marks += margin[at] switch
            {
                '>' => 1,
                '-' or '*' or '+' when beforeBlank => 1,
                '.' or ')' when beforeBlank && at > 0 && char.IsAsciiDigit(margin[at - 1]) => 1,
                _ => 0,
            };
        }

        return marks;
    }
}
