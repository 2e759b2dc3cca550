using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Core;
using Portal.Core.Updates;

namespace Portal.Web.Features.Shared;

/// <summary>
/// What people wrote in Markdown, as safe HTML: <c>&lt;markdown of="page.Description" /&gt;</c>, or
/// <c>&lt;markdown text="shift.Description" language="fr" /&gt;</c>. It bears <c>lang</c> where it is not in the language of the page.
/// </summary>
[HtmlTargetElement("markdown", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MarkdownTagHelper : TagHelper
{
    /// <summary>A text in several languages.</summary>
    public LocalText? Of { get; set; }

    /// <summary>A text in one language, in place of <see cref="Of"/>.</summary>
    public string? Text { get; set; }

    /// <summary>The language of <see cref="Text"/>.</summary>
    public string? Language { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var markdown = Of?.ToString() ?? Text;
        if (string.IsNullOrWhiteSpace(markdown))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "prose");
        output.Attributes.SetAttribute("dir", "auto");
        var language = Of is null ? Language : LocalTagHelper.ForeignLanguage(Of);
        if (language is not null && language != ReaderPage.Language)
        {
            output.Attributes.SetAttribute("lang", language);
        }

        output.Content.SetHtmlContent(MarkdownRenderer.ToHtml(markdown));
    }
}
