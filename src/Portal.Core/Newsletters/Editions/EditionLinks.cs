using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Core.Updates;

namespace Portal.Core.Newsletters.Editions;

/// <summary>
/// Links in what is written of a newsletter. In a mail an address leads somewhere only if it is whole: a path of the portal is made so,
/// and what else lacks a scheme is refused where it is written.
/// </summary>
public static partial class EditionLinks
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePreciseSourceLocation().Build();

    /// <summary>The text with <paramref name="portal"/>, the portal's address without a slash at its end, before each path of it.</summary>
    public static string MakeWhole(string markdown, string portal)
    {
        var whole = markdown;
        // From the end, so that what was found before stays where it is; two links may have one address in common.
        foreach (var at in In(markdown).Where(link => IsPath(link.Url!)).Select(link => StartOf(markdown, link.UrlSpan)).Distinct().OrderDescending())
        {
            whole = whole.Insert(at, portal);
        }

        return whole;
    }

    /// <summary>The first address that leads nowhere from a mail, or null when all are well.</summary>
    public static string? Lost(string markdown) => In(markdown).Select(link => link.Url!).FirstOrDefault(url => !IsPath(url) && !Scheme().IsMatch(url));

    private static List<LinkInline> In(string markdown)
    {
        if (!MarkdownLimits.Allow(markdown))
        {
            return [];
        }

        try
        {
            return [.. Markdown.Parse(markdown, Pipeline).Descendants<LinkInline>().Where(link => !string.IsNullOrEmpty(link.Url) && !link.IsAutoLink && !link.UrlSpan.IsEmpty)];
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes: such a text is shown as it was typed.
            return [];
        }
    }

    private static int StartOf(string markdown, SourceSpan url) => url.Start + (markdown[url.Start] == '<' ? 1 : 0);

    // Two slashes name a server, and a slash and a backslash do in browsers.
    private static bool IsPath(string url) => url[0] == '/' && !(url.Length > 1 && url[1] is '/' or '\\');

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
