using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Portal.Web.Features.Shared;

/// <summary>A choice of one (radio buttons) or of several (checkboxes) from a list, each with its label.</summary>
public sealed class FieldChoices(FieldState field, IEnumerable<SelectListItem> options, bool onlyOne)
{
    /// <summary>A row for each option; the first bears the id of the field, so that a link from the summary reaches it.</summary>
    public IEnumerable<TagBuilder> Html()
    {
        var chosen = field.Chosen();
        return options.Select((option, index) => Row(option, IdOf(index), chosen.Contains(option.Value) || option.Selected));
    }

    private string IdOf(int index) =>
        index == 0 ? FieldIds.Of(field.Name) : $"{FieldIds.Of(field.Name)}-{index.ToString(CultureInfo.InvariantCulture)}";

    private TagBuilder Row(SelectListItem option, string id, bool isChosen)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = onlyOne ? "radio" : "checkbox";
        input.Attributes["id"] = id;
        input.Attributes["name"] = field.Name;
        input.Attributes["value"] = option.Value;
        if (isChosen)
        {
            input.Attributes["checked"] = "checked";
        }

        if (option.Disabled)
        {
            input.Attributes["disabled"] = "disabled";
        }

        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(option.Text);

        var row = new TagBuilder("div");
        row.AddCssClass("form-check");
        row.InnerHtml.AppendHtml(input).AppendHtml(label);
        return row;
    }
}
