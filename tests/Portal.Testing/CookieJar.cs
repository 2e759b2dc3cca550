using System.Collections.Concurrent;
using Microsoft.Net.Http.Headers;

namespace Portal.Testing;

/// <summary>Keeps cookies as a browser does, but by the portal's clock: the framework's own jar would judge expiry by the real one.</summary>
public sealed class CookieJar(TimeProvider clock) : DelegatingHandler
{
    private readonly ConcurrentDictionary<string, (string Value, DateTimeOffset? Until)> _cookies = new(StringComparer.Ordinal);

    /// <summary>The names of the cookies that would be sent now.</summary>
    public IEnumerable<string> Names => Live().Select(cookie => cookie.Key);

    /// <summary>The value of a cookie, or null.</summary>
    public string? Find(string name) => Live().Where(cookie => cookie.Key == name).Select(cookie => cookie.Value.Value).FirstOrDefault();

    /// <summary>Puts a cookie in, as if the portal had set it.</summary>
    public void Put(string name, string value) => _cookies[name] = (value, null);

    /// <summary>Forgets everything.</summary>
    public void Empty() => _cookies.Clear();

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var line = string.Join("; ", Live().Select(cookie => $"{cookie.Key}={cookie.Value.Value}"));
        if (line.Length > 0)
        {
            request.Headers.Remove(HeaderNames.Cookie);
            request.Headers.Add(HeaderNames.Cookie, line);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues(HeaderNames.SetCookie, out var set))
        {
            foreach (var cookie in SetCookieHeaderValue.ParseList([.. set]))
            {
                Keep(cookie);
            }
        }

        return response;
    }

    private void Keep(SetCookieHeaderValue cookie)
    {
        var until = cookie.MaxAge is { } age ? clock.GetUtcNow() + age : cookie.Expires;
        _cookies[cookie.Name.ToString()] = (cookie.Value.ToString(), until);
    }

    private IEnumerable<KeyValuePair<string, (string Value, DateTimeOffset? Until)>> Live() =>
        _cookies.Where(cookie => cookie.Value.Until is not { } until || until > clock.GetUtcNow());
}
