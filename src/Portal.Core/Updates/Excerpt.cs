using AngleSharp.Html.Parser;

namespace Portal.Core.Updates;

/// <summary>The beginning of a text without its marks, on one line: what other programs show beside a link.</summary>
public static class Excerpt
{
    /// <summary>Longest, in UTF-16 units.</summary>
    public const int Length = 200;

    /// <summary>Of sanitised HTML (see <see cref="MarkdownRenderer"/>).</summary>
    public static string Of(string html)
    {
        var text = TypedText.Line(new HtmlParser().ParseDocument(html).Body?.TextContent);
        return text.Length <= Length ? text : Cut(text) + "…";
    }

    // After a whole word, or after a whole letter where a language writes without spaces.
    private static string Cut(string text)
    {
        var space = text.LastIndexOf(' ', Length - 1);
        var end = space > Length / 2 ? space : char.IsHighSurrogate(text[Length - 2]) ? Length - 2 : Length - 1;
        return text[..end].TrimEnd();
    }
}
