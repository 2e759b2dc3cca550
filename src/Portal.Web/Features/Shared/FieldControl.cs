using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Portal.Web.Features.Shared;

/// <summary>The control of a field that has only one: an input, a text area, a select or a single checkbox.</summary>
public sealed class FieldControl(IHtmlGenerator generator, FieldState field)
{
    /// <summary>An input of a type, with the value that was sent, otherwise the model's. A password is never sent back.</summary>
    public TagBuilder Input(string type, Dictionary<string, object?> attributes, IEnumerable<SelectListItem> options, string? empty)
    {
        var (page, explorer, name) = (field.Page, field.For.ModelExplorer, field.For.Name);
        Tie(attributes, type == "select" ? "form-select" : "form-control");
        if (field.For.Metadata.IsRequired && type != "file")
        {
            attributes["aria-required"] = "true";
        }

        switch (type)
        {
            case "textarea":
                return generator.GenerateTextArea(page, explorer, name, RowsOf(attributes), 60, attributes);
            case "select":
                var several = field.For.Metadata.IsEnumerableType;
                return generator.GenerateSelect(page, explorer, empty, name, options, several, attributes);
            case "password":
                return generator.GeneratePassword(page, explorer, name, value: null, attributes);
            default:
                attributes["type"] = type;
                return generator.GenerateTextBox(page, explorer, name, field.For.Model, FormatOf(type), attributes);
        }
    }

    /// <summary>A checkbox with its label beside it, and the hidden input that says "no" when it is left empty.</summary>
    public TagBuilder Checkbox(Dictionary<string, object?> attributes, TagBuilder label)
    {
        var (page, explorer, name) = (field.Page, field.For.ModelExplorer, field.For.Name);
        Tie(attributes, "form-check-input");
        // What is neither yes nor no cannot be drawn again, only refused.
        if (page.ViewData.ModelState.TryGetValue(field.Name, out var entry) && entry is { ValidationState: ModelValidationState.Invalid, RawValue: not null })
        {
            page.ViewData.ModelState.SetModelValue(field.Name, rawValue: null, attemptedValue: null);
        }

        var row = new TagBuilder("div");
        row.AddCssClass("form-check");
        row.InnerHtml
            .AppendHtml(generator.GenerateCheckBox(page, explorer, name, field.For.Model as bool?, attributes))
            .AppendHtml(label)
            .AppendHtml(generator.GenerateHiddenForCheckbox(page, explorer, name));
        return row;
    }

    private void Tie(Dictionary<string, object?> attributes, string look)
    {
        attributes["class"] = attributes.TryGetValue("class", out var more) ? $"{look} {more}" : look;
        attributes["id"] = FieldIds.Of(field.Name);
        if (field.DescribedBy is { } describedBy)
        {
            attributes["aria-describedby"] = describedBy;
        }

        if (field.Errors.Count > 0)
        {
            attributes["aria-invalid"] = "true";
        }
    }

    private static int RowsOf(Dictionary<string, object?> attributes) =>
        attributes.Remove("rows", out var rows) && int.TryParse(rows?.ToString(), out var number) ? number : 5;

    private static string? FormatOf(string type) => type switch
    {
        "date" => "{0:yyyy-MM-dd}",
        "time" => "{0:HH:mm}",
        "datetime-local" => "{0:yyyy-MM-ddTHH:mm}",
        _ => null,
    };
}
