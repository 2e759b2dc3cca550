using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Core.Updates;

namespace Portal.Core.Newsletters.Editions;

/// <summary>Turns Markdown into plain text for the text part of a mail: links keep their address, lists their marks, nothing is lost by stripping HTML.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();

    /// <summary>The plain text; paragraphs are separated by an empty line. Never fails, whatever is written.</summary>
    public static string From(string markdown)
    {
        if (!MarkdownLimits.Allow(markdown))
        {
            return markdown.Trim();
        }

        try
        {
            var text = new StringBuilder();
            Write(Markdown.Parse(markdown, Pipeline), "", text);
            return TypedText.WithoutDirectionMarks(text.ToString()).Trim();
        }
        catch (ArgumentException)
        {
            // Nested deeper than the parser goes: such a text is shown as it was typed.
            return markdown.Trim();
        }
    }

    private static void Write(ContainerBlock blocks, string indent, StringBuilder text)
    {
        foreach (var block in blocks)
        {
            Write(block, indent, text);
        }
    }

    private static void Write(Block block, string indent, StringBuilder text)
    {
        switch (block)
        {
            case ListBlock list:
                WriteList(list, indent, text);
                break;
            case QuoteBlock quote:
                Write(quote, indent + "> ", text);
                break;
            case ContainerBlock container:
                Write(container, indent, text);
                break;
            case ThematicBreakBlock:
                WriteLines("* * *", indent, text);
                break;
            case LeafBlock { Inline: { } inline }:
                WriteLines(Line(inline), indent, text);
                break;
            case LeafBlock leaf:
                WriteLines(leaf.Lines.ToString(), indent, text);
                break;
        }
    }

    private static void WriteList(ListBlock list, string indent, StringBuilder text)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var inner = new StringBuilder();
            Write(item, "", inner);
            var lines = inner.ToString().Trim().Split('\n').Where(line => line.Length > 0);
            text.Append(string.Concat(lines.Select((line, index) => indent + (index == 0 ? mark : "  ") + line + "\n")));
        }

        text.Append('\n');
    }

    private static void WriteLines(string lines, string indent, StringBuilder text) =>
        text.Append(string.Concat(lines.Split('\n').Select(line => indent + line + "\n"))).Append('\n');

    private static string Line(ContainerInline inlines) => string.Concat(inlines.Select(Word));

    private static string Word(Inline inline) => inline switch
    {
        LineBreakInline => "\n",
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        LinkInline link => WithAddress(Line(link), link.Url),
        ContainerInline container => Line(container),
        _ => inline.ToString() ?? "",
    };

    private static string WithAddress(string words, string? address) =>
        string.IsNullOrWhiteSpace(address) || words == address ? words : words.Length == 0 ? address : $"{words} ({address})";
}
