using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.Testing.Access;

/// <summary>A form as it stands on a page, with what somebody would write where something is missing.</summary>
/// <param name="Role">For whom it stands there.</param>
/// <param name="Page">The address of the page.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Fields">All that is sent, but the token.</param>
/// <param name="Texts">The names of the fields into which somebody types freely.</param>
public sealed record FoundForm(Role Role, string Page, string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<string> Texts)
{
    private const string Token = "__RequestVerificationToken";
    private const string Day = "2027-01-20";

    /// <summary>The forms of a page that may change something.</summary>
    public static IEnumerable<FoundForm> On(Page page, Role role)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Document.Forms.Where(form => string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
            .SelectMany(form => Pressed(form).Select(button => Of(form, button, page, role)));
    }

    /// <summary>The same with other values in some fields.</summary>
    public IEnumerable<KeyValuePair<string, string>> With(string field, string value) =>
        Fields.Where(one => one.Key != field).Append(KeyValuePair.Create(field, value));

    private static FoundForm Of(IHtmlFormElement form, IElement? button, Page page, Role role)
    {
        var elements = form.Elements.Where(field => !string.IsNullOrEmpty(field.GetAttribute("name")) && !field.HasAttribute("disabled") && field.GetAttribute("name") != Token).ToList();
        var action = button?.GetAttribute("formaction") ?? form.GetAttribute("action");
        return new FoundForm(
            role,
            page.Path,
            new Uri(page.Address, action is { Length: > 0 } ? action : page.Path).PathAndQuery,
            [.. elements.SelectMany(Values), .. button?.GetAttribute("name") is { Length: > 0 } name ? [KeyValuePair.Create(name, button.GetAttribute("value") ?? "")] : Array.Empty<KeyValuePair<string, string>>()],
            [.. elements.Where(IsText).Select(field => field.GetAttribute("name")!).Distinct(StringComparer.Ordinal)]);
    }

    // Each button of a form is another way to send it.
    private static IEnumerable<IElement?> Pressed(IHtmlFormElement form)
    {
        var buttons = form.Elements.Where(element => element is IHtmlButtonElement { Type: "submit" } && element.HasAttribute("name")).DistinctBy(button => button.GetAttribute("name")).ToList();
        return buttons.Count > 0 ? buttons : new IElement?[] { null };
    }

    private static bool IsText(IElement field) => field is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" or "search" or "tel" or "url" or "email" or "" };

    private static IEnumerable<KeyValuePair<string, string>> Values(IHtmlElement field) => (field switch
    {
        IHtmlInputElement { Type: "checkbox" } box => box.IsChecked || box.IsRequired ? [box.Value] : [],
        IHtmlInputElement { Type: "radio" } choice => choice.IsChecked ? [choice.Value] : [],
        IHtmlInputElement { Type: "submit" or "button" or "image" or "file" } => [],
        IHtmlInputElement { Value.Length: > 0 } input => [input.Value],
        IHtmlInputElement input => [Written(input)],
        IHtmlTextAreaElement area => [area.Value.Length > 0 ? area.Value : "Words"],
        IHtmlSelectElement select => Chosen(select),
        _ => Enumerable.Empty<string>(),
    }).Select(value => KeyValuePair.Create(field.GetAttribute("name")!, value));

    private static string Written(IHtmlInputElement input) => input.Type switch
    {
        "hidden" => "",
        "password" => TestData.Password,
        "email" => "somebody-new@example.org",
        "tel" => "+33 6 11 22 33 44",
        "number" => input.Minimum is { Length: > 0 } least ? least : "1",
        "date" => Day,
        "time" => "10:00",
        "datetime-local" => $"{Day}T10:00",
        _ => "Words",
    };

    private static IEnumerable<string> Chosen(IHtmlSelectElement select)
    {
        var chosen = select.Options.Where(option => option.IsSelected && option.Value.Length > 0).Select(option => option.Value).ToList();
        return chosen.Count > 0 ? chosen : select.Options.Where(option => option.Value.Length > 0).Select(option => option.Value).Take(1);
    }
}
