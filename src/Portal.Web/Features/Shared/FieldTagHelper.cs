using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Core.Resources;

namespace Portal.Web.Features.Shared;

/// <summary>
/// One field of a form, whole: label, hint, what is wrong with it, control, and the ties between them.
/// <c>&lt;field for="Email" type="email" label="@T["Accounts.Email"]" hint="…" autocomplete="email" /&gt;</c>.
/// Every attribute that is not its own goes to the control.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IHtmlGenerator generator, Phrasebook texts) : TagHelper
{
    /// <summary>The page that is being written.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The property of the form.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The words above it.</summary>
    public string Label { get; set; } = "";

    /// <summary>What it is a part of, where several fields have the same words, such as "Position 2"; said in the summary of what is wrong.</summary>
    public string? Within { get; set; }

    /// <summary>A sentence below the label: what is asked, and why.</summary>
    public string? Hint { get; set; }

    /// <summary>An input type of HTML (<c>text</c> if none is said), or <c>textarea select checkbox radios checkboxes</c>.</summary>
    public string Type { get; set; } = "text";

    /// <summary>What can be chosen, for <c>select</c>, <c>radios</c> and <c>checkboxes</c>.</summary>
    public IEnumerable<SelectListItem> Options { get; set; } = [];

    /// <summary>The first, empty choice of a <c>select</c>; none if null.</summary>
    public string? Empty { get; set; }

    /// <summary>Says beside the label that it may be left out.</summary>
    public bool Optional { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = new FieldState(ViewContext, For, Hint);
        FieldLabels.Keep(ViewContext, field.Name, Within is null ? Label : texts["Shared.Wrong.FieldWithin", Within, Label]);
        var passedOn = output.Attributes.ToDictionary(attribute => attribute.Name, attribute => (object?)attribute.Value, StringComparer.OrdinalIgnoreCase);
        var grouped = Type is "radios" or "checkboxes";
        output.Attributes.Clear();
        output.TagName = grouped ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", field.Errors.Count > 0 ? "field is-wrong" : "field");
        if (grouped)
        {
            if (field.DescribedBy is { } describedBy)
            {
                output.Attributes.SetAttribute("aria-describedby", describedBy);
            }

            Write(output, Above("legend", field), new FieldChoices(field, Options, Type == "radios").Html());
        }
        else if (Type == "checkbox")
        {
            var box = new FieldControl(generator, field).Checkbox(passedOn, Words("label", field));
            Write(output, WhatIsWrong(field), [box, .. HintOf(field)]);
        }
        else
        {
            var control = new FieldControl(generator, field).Input(Type, passedOn, Options, Empty);
            Write(output, Above("label", field), [control]);
        }
    }

    private static void Write(TagHelperOutput output, IEnumerable<TagBuilder> above, IEnumerable<TagBuilder> controls)
    {
        foreach (var part in above.Concat(controls))
        {
            output.Content.AppendHtml(part);
        }
    }

    private IEnumerable<TagBuilder> Above(string tag, FieldState field) => [Words(tag, field), .. HintOf(field), .. WhatIsWrong(field)];

    private TagBuilder Words(string tag, FieldState field)
    {
        var words = new TagBuilder(tag);
        if (tag == "label")
        {
            words.Attributes["for"] = FieldIds.Of(field.Name);
        }

        words.InnerHtml.Append(Label);
        if (Optional)
        {
            var optional = new TagBuilder("span");
            optional.AddCssClass("optional");
            optional.InnerHtml.Append(" " + texts["Shared.Optional"]);
            words.InnerHtml.AppendHtml(optional);
        }

        return words;
    }

    private IEnumerable<TagBuilder> HintOf(FieldState field) =>
        Hint is null ? [] : [Paragraph("hint", FieldIds.Hint(field.Name), Hint)];

    private static IEnumerable<TagBuilder> WhatIsWrong(FieldState field) =>
        field.Errors.Count == 0 ? [] : [Paragraph("wrong", FieldIds.Wrong(field.Name), string.Join(" ", field.Errors))];

    private static TagBuilder Paragraph(string look, string id, string text)
    {
        var paragraph = new TagBuilder("p");
        paragraph.AddCssClass(look);
        paragraph.Attributes["id"] = id;
        paragraph.InnerHtml.Append(text);
        return paragraph;
    }
}
