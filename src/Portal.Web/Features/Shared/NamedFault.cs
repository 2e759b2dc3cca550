using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Resources;

namespace Portal.Web.Features.Shared;

/// <summary>
/// What is wrong with a field, with the field's name before it: "Day: Please fill this in." The summary stands before the
/// fields; this is written when the whole page is known, so that each view says its labels once.
/// </summary>
public sealed class NamedFault(ViewContext page, string field, string message, Phrasebook texts) : IHtmlContent
{
    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
        encoder.Encode(writer, FieldLabels.Find(page, field) is { } label ? texts["Shared.Wrong.InField", label, message] : message);
}
