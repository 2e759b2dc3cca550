using Portal.Testing.Access;

namespace Portal.Web.Tests.Access;

/// <summary>A page with a form whose free fields are filled with one text after another.</summary>
internal sealed class TypedPage(FormClient visitor, string address)
{
    private const string Plain = "Words as others";

    private Page? _page;
    private IReadOnlyList<string> _fields = [];

    /// <summary>Finds the fields into which any words may be typed.</summary>
    public async Task OpenAsync()
    {
        _page = await visitor.GetAsync(address);
        var fields = new List<string>();
        foreach (var field in Form().Texts)
        {
            var answer = await _page.SubmitAsync(FormOf(_page), (field, Plain));
            _page = await visitor.GetAsync(address);
            if (Refusal(answer) is null && Form().Fields.Any(one => one.Key == field && one.Value == Plain))
            {
                fields.Add(field);
            }
        }

        _fields = fields.Count > 0 ? fields : throw new InvalidOperationException($"{address} has no field for words.");
    }

    /// <summary>Types a text into all of them; answers what is wrong, and whether it was kept.</summary>
    public async Task<(IReadOnlyList<string> Faults, bool WasKept)> TypeAsync(string text)
    {
        var faults = new List<string>();
        var answer = await _page!.SubmitAsync(FormOf(_page), [.. _fields.Select(field => (field, (string?)text))]);
        var shown = text.Length > 60 ? $"{text[..60]}… ({text.Length})" : text;
        if ((int)answer.Status >= 500)
        {
            faults.Add($"{address}: '{shown}' is answered with {answer.Status}");
        }

        faults.AddRange(Raw(answer).Select(what => $"{address}: '{shown}' {what}"));
        var refusal = Refusal(answer);
        _page = await visitor.GetAsync(address);
        faults.AddRange(Raw(_page).Select(what => $"{address}, read back: '{shown}' {what}"));
        if (refusal is null)
        {
            var may = NaughtyStrings.KeptAs(text);
            faults.AddRange(Form().Fields.Where(field => _fields.Contains(field.Key) && !may.Contains(NaughtyStrings.Flat(field.Value)))
                .Select(field => $"{address}: '{shown}' in {field.Key} is kept as '{field.Value}' and not refused"));
        }
        else if (refusal.Length == 0)
        {
            faults.Add($"{address}: '{shown}' is refused without a sentence ({answer.Status})");
        }

        return (faults, refusal is null);
    }

    private FoundForm Form() => FoundForm.On(_page!, Role.Nobody).First(form => form.Texts.Count > 0 && form.Address.Split('?')[0] == FormOf(_page!));

    // The form that has most fields for words.
    private static string FormOf(Page page) => FoundForm.On(page, Role.Nobody).MaxBy(form => form.Texts.Count)!.Address.Split('?')[0];

    // Null where nothing was refused; otherwise the words in which it was.
    private static string? Refusal(Page answer) =>
        answer.Response.IsSuccessStatusCode && answer.Document.QuerySelector(".error-summary") is null ? null
        : answer.Document.QuerySelector(".error-summary li")?.TextContent ?? answer.Heading;

    private static IEnumerable<string> Raw(Page page)
    {
        if (page.Document.QuerySelector($"[{NaughtyStrings.Mark}]") is { } element)
        {
            yield return $"became an element of the page: {element.OuterHtml}";
        }

        if (page.Document.QuerySelectorAll("a[href], img[src]").Any(link => (link.GetAttribute("href") ?? "").StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || (link.GetAttribute("src") ?? "").StartsWith("https://evil", StringComparison.Ordinal)))
        {
            yield return "became a link that runs, or a picture of somebody else's";
        }

        if (page.Response.Headers.Concat(page.Response.Content.Headers).Any(header => header.Key is "X-Evil" or "Bcc" || header.Value.Any(value => value.Contains("evil.example", StringComparison.Ordinal))))
        {
            yield return "stands in a header";
        }
    }
}
