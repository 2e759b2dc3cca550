using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Core.Updates;

/// <summary>
/// Turns what people write into HTML that is safe to show: no raw HTML, no pictures, links only to the web and to mail.
/// What is written is first rendered without HTML, then everything that is not on a short list is taken out, marks of direction
/// that were written as entities among it.
/// </summary>
public static class MarkdownRenderer
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UseSoftlineBreakAsHardlineBreak().Build();
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>The sanitised HTML of a Markdown text; an empty text gives an empty one. Never fails, whatever is written. Safe to call from many threads.</summary>
    public static string ToHtml(string markdown) => TypedText.WithoutDirectionMarks(Sanitizer.Sanitize(Render(markdown))).Trim();

    /// <summary>What a reader sees of a Markdown text, its blocks apart by an empty line, and where its links lead.</summary>
    public static (string Text, IReadOnlyList<string> Links) Read(string markdown)
    {
        var body = new HtmlParser().ParseDocument(ToHtml(markdown)).Body!;
        var text = new StringBuilder();
        foreach (var node in body.Descendants())
        {
            text.Append(node switch
            {
                IText words => words.Data,
                IElement { LocalName: "br" } => "\n",
                IElement { LocalName: "p" or "li" or "blockquote" or "h3" or "h4" } => "\n\n",
                _ => "",
            });
        }

        return (text.ToString(), [.. body.QuerySelectorAll("a[href]").Select(link => Uri.UnescapeDataString(link.GetAttribute("href")!))]);
    }

    private static string Render(string markdown)
    {
        if (!MarkdownLimits.Allow(markdown))
        {
            return AsTyped(markdown);
        }

        try
        {
            var document = Markdown.Parse(markdown, Pipeline);
            // The page has the first two levels, a text the two below; it begins with the upper one, however it was marked.
            var headings = document.Descendants<HeadingBlock>().ToList();
            var first = headings.FirstOrDefault()?.Level;
            foreach (var heading in headings)
            {
                heading.Level = heading.Level > first ? 4 : 3;
            }

            foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage))
            {
                picture.IsImage = false;
            }

            return document.ToHtml(Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes: such a text is shown as it was typed.
            return AsTyped(markdown);
        }
    }

    private static string AsTyped(string markdown) => $"<p>{WebUtility.HtmlEncode(markdown)}</p>";

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(["p", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "br", "code"], StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        })
        { KeepChildNodes = true };
        sanitizer.PostProcessNode += (_, processed) =>
        {
            if (processed.Node is IElement { LocalName: "a" } link)
            {
                link.SetAttribute("rel", "nofollow noopener");
            }
        };
        return sanitizer;
    }
}
