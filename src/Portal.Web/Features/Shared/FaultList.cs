using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Resources;

namespace Portal.Web.Features.Shared;

/// <summary>
/// All that is wrong with a form, in the order of its fields, each with the field's name and a link to it: "Day: Please fill
/// this in." It stands before the fields and is written when the whole page is known, so that each view says its labels once.
/// </summary>
public sealed class FaultList(ViewContext page, Phrasebook texts) : IHtmlContent
{
    /// <summary>How many there are.</summary>
    public int Count => page.ViewData.ModelState.ErrorCount;

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var labels = FieldLabels.Of(page);
        var places = labels.Select((field, place) => (field.Name, place)).DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.place, StringComparer.Ordinal);
        var list = new TagBuilder("ul");
        foreach (var (field, entry) in page.ViewData.ModelState.OrderBy(entry => entry.Key.Length == 0 ? -1 : places.GetValueOrDefault(entry.Key, int.MaxValue)))
        {
            var label = places.TryGetValue(field, out var place) ? labels[place].Label : null;
            foreach (var error in entry?.Errors ?? [])
            {
                list.InnerHtml.AppendHtml(Line(field, label, error));
            }
        }

        list.WriteTo(writer, encoder);
    }

    private TagBuilder Line(string field, string? label, ModelError error)
    {
        var line = new TagBuilder("li");
        if (field.Length == 0)
        {
            line.InnerHtml.Append(error.ErrorMessage);
            return line;
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + FieldIds.Of(field);
        link.InnerHtml.Append(label is null ? error.ErrorMessage : texts["Shared.Wrong.InField", label, error.ErrorMessage]);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
