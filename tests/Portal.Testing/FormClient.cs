using System.Net;

namespace Portal.Testing;

/// <summary>A visitor with cookies and no JavaScript: opens pages, fills forms, follows redirects.</summary>
public sealed class FormClient(HttpClient http, CookieJar cookies) : IDisposable
{
    private const int MostRedirects = 10;

    /// <summary>What it sends by, without following redirects.</summary>
    public HttpClient Http => http;

    /// <summary>Its cookies.</summary>
    public CookieJar Cookies => cookies;

    /// <summary>Opens a page and follows redirects.</summary>
    public Task<Page> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Opens a page, fills the form that <paramref name="form"/> names (see <see cref="Page.Form"/>) and sends it.</summary>
    public async Task<Page> SubmitAsync(string address, string form, params (string Field, string? Value)[] values) =>
        await (await GetAsync(address)).SubmitAsync(form, values);

    /// <summary>Signs in by the sign-in page.</summary>
    public async Task<Page> SignInAsync(string email, string password = TestData.Password) =>
        await (await GetAsync("/account/sign-in")).SubmitAsync("/account/sign-in", ("Email", email), ("Password", password));

    /// <summary>Sends a request of one's own and follows redirects.</summary>
    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request);
        var address = request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(http.BaseAddress!, request.RequestUri);
        for (var count = 0; response.Headers.Location is not null && response.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther && count < MostRedirects; count++)
        {
            address = new Uri(address, response.Headers.Location!);
            response.Dispose();
            response = await http.GetAsync(address);
        }

        return await Page.ReadAsync(this, address, response);
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
