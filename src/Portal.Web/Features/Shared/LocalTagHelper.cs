using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Core;
using Portal.Core.Resources;

namespace Portal.Web.Features.Shared;

/// <summary>
/// A text that people wrote, set apart from the direction of the text around it: <c>&lt;local of="shift.Title" /&gt;</c>.
/// It bears <c>lang</c> where it is not in the language of the page.
/// </summary>
[HtmlTargetElement("local", Attributes = "of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LocalTagHelper : TagHelper
{
    /// <summary>The text; nothing is written for null.</summary>
    public LocalText? Of { get; set; }

    /// <summary>The code of the language in which a text is shown on this page, or null where it is the page's own.</summary>
    public static string? ForeignLanguage(LocalText text)
    {
        var page = ReaderPage.Language;
        return text.Exactly(page).Length > 0 ? null : Languages.All.Keys.FirstOrDefault(language => text.Exactly(language).Length > 0);
    }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Of is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "bdi";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (ForeignLanguage(Of) is { } language)
        {
            output.Attributes.SetAttribute("lang", language);
        }

        output.Content.SetContent(Of.ToString());
    }
}
