using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Web.Features.Shared;

/// <summary>
/// Puts the antiforgery token into every form that posts to a written address. The framework does so only where it made
/// the address itself, and a forgotten token would be a refusal.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post],action")]
public sealed class FormTokenTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The page that is being written.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.AllAttributes.ContainsName("asp-antiforgery") && generator.GenerateAntiforgery(ViewContext) is { } token)
        {
            output.PostContent.AppendHtml(token);
        }
    }
}
