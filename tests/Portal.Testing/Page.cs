using System.Net;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.Testing;

/// <summary>What a visitor got: a page and where it stands.</summary>
public sealed partial class Page
{
    private readonly FormClient _client;

    private Page(FormClient client, Uri address, HttpResponseMessage response, string source, IDocument document)
    {
        _client = client;
        Address = address;
        Response = response;
        Source = source;
        Document = document;
    }

    /// <summary>Where it stands, after redirects.</summary>
    public Uri Address { get; }

    /// <summary>Path and query of <see cref="Address"/>.</summary>
    public string Path => Address.PathAndQuery;

    /// <summary>The answer it came in.</summary>
    public HttpResponseMessage Response { get; }

    /// <summary>The answer's status.</summary>
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>As it was sent.</summary>
    public string Source { get; }

    /// <summary>As it was parsed.</summary>
    public IDocument Document { get; }

    /// <summary>The words of the main part, with single spaces and without word joiners.</summary>
    public string Text => OneLine((Document.QuerySelector("main") ?? Document.Body)?.TextContent);

    /// <summary>The main heading.</summary>
    public string Heading => OneLine(Document.QuerySelector("h1")?.TextContent);

    /// <summary>The address of the link with these words. Throws when there is none.</summary>
    public string Link(string text) =>
        Document.QuerySelectorAll("a[href]").FirstOrDefault(link => Reads(link, text))?.GetAttribute("href")
        ?? throw new InvalidOperationException($"No link '{text}' on {Path}: {Text}");

    /// <summary>A form by the words of one of its buttons or by its action, which may end anyhow. Throws when there is none.</summary>
    public IHtmlFormElement Form(string buttonOrAction) =>
        Document.Forms.FirstOrDefault(form => Button(form, buttonOrAction) is not null)
        ?? Document.Forms.FirstOrDefault(form => ActionOf(form).StartsWith(buttonOrAction, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No form '{buttonOrAction}' on {Path} ({Status}): {Text}");

    /// <summary>
    /// Sends a form as a browser would: what stands in its fields, the token and the pressed button included, with the given
    /// values in their place. A value of null leaves the field out; a field given several times is sent several times.
    /// </summary>
    public Task<Page> SubmitAsync(string buttonOrAction, params (string Field, string? Value)[] values)
    {
        var form = Form(buttonOrAction);
        var given = values.Select(value => value.Field).ToHashSet(StringComparer.Ordinal);
        var fields = Standing(form, Button(form, buttonOrAction) ?? Buttons(form).FirstOrDefault())
            .Where(field => !given.Contains(field.Key))
            .Concat(values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Field, value.Value!)))
            .ToList();
        return _client.SendAsync(Request(form, fields));
    }

    /// <summary>Reads an answer as the page it is.</summary>
    public static async Task<Page> ReadAsync(FormClient client, Uri address, HttpResponseMessage response)
    {
        var source = await response.Content.ReadAsStringAsync();
        var context = BrowsingContext.New(Configuration.Default);
        var document = await context.OpenAsync(page => page.Address(address).Content(source));
        return new Page(client, address, response, source, document);
    }

    private static IEnumerable<KeyValuePair<string, string>> Standing(IHtmlFormElement form, IElement? button) =>
        form.Elements.Where(field => !string.IsNullOrEmpty(field.GetAttribute("name")) && !field.HasAttribute("disabled")).SelectMany(field => field switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "submit" or "button" or "image" } => [],
            IHtmlInputElement input => [input.Value],
            IHtmlTextAreaElement area => [area.Value],
            IHtmlSelectElement select => select.Options.Where(option => option.IsSelected).Select(option => option.Value),
            _ => Enumerable.Empty<string>(),
        }, (field, value) => KeyValuePair.Create(field.GetAttribute("name")!, value))
        .Concat(button?.GetAttribute("name") is { Length: > 0 } name ? [KeyValuePair.Create(name, button.GetAttribute("value") ?? "")] : []);

    private static IEnumerable<IElement> Buttons(IHtmlFormElement form) =>
        form.Elements.Where(element => element is IHtmlButtonElement { Type: "submit" } or IHtmlInputElement { Type: "submit" });

    private static IElement? Button(IHtmlFormElement form, string words) => Buttons(form).FirstOrDefault(button => Reads(button, words));

    private static bool Reads(IElement element, string words) =>
        OneLine(element is IHtmlInputElement input ? input.Value : element.TextContent) == words || element.GetAttribute("aria-label") == words;

    private static string OneLine(string? text) => Spaces().Replace(text ?? "", " ").Replace("\u2060", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"[\s\u00a0\u202f]+")]
    private static partial Regex Spaces();

    private string ActionOf(IHtmlFormElement form) => form.GetAttribute("action") is { Length: > 0 } action ? action : Path;

    private HttpRequestMessage Request(IHtmlFormElement form, List<KeyValuePair<string, string>> fields)
    {
        var target = new Uri(Address, ActionOf(form));
        if (!string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
            return new HttpRequestMessage(HttpMethod.Get, new UriBuilder(target) { Query = query }.Uri);
        }

        return new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) };
    }
}
