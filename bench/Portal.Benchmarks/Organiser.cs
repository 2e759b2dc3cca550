using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Benchmarks;

/// <summary>Posts updates as an organiser does: by the form.</summary>
internal sealed class Organiser : IDisposable
{
    private static readonly Uri Composer = new("/organise/updates/new", UriKind.Relative);
    private readonly HttpClient _client;
    private readonly string _cookie;

    public Organiser(Uri portal, string cookie)
    {
        _client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal };
        _cookie = cookie;
    }

    /// <summary>Fetches and fills the form; what is returned posts it.</summary>
    public async Task<Func<Task>> WriteAsync(string mark)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, Composer);
        ask.Headers.Add("Cookie", _cookie);
        using var answer = await _client.SendAsync(ask);
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var form = document.Forms.Single(f => f.QuerySelector("[name='Form.Title']") is not null);
        var fields = form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Name is not null && (input.Type is not ("radio" or "checkbox") || input.IsChecked))
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Select(select => KeyValuePair.Create(select.Name!, select.Value ?? "")))
            .Where(field => field.Key is not ("Form.Title" or "Form.Body"))
            .Append(new("Form.Title", mark)).Append(new("Form.Body", mark)).ToList();
        var cookies = string.Join("; ", (answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).Select(c => c.Split(';')[0]).Prepend(_cookie));
        return () => PostAsync(form.GetAttribute("action") ?? Composer.ToString(), fields, cookies);
    }

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(string action, List<KeyValuePair<string, string>> fields, string cookies)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(action, UriKind.Relative)) { Content = content };
        message.Headers.Add("Cookie", cookies);
        using var posted = await _client.SendAsync(message);
        if ((int)posted.StatusCode is not (302 or 303))
        {
            throw new InvalidOperationException($"Posting an update answered {posted.StatusCode}.");
        }
    }
}
