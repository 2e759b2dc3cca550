using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Net.Http.Headers;

namespace Portal.Testing;

/// <summary>
/// Takes the date of expiry from cookies that last: it is counted by the portal's clock, which stands still at a fixed instant,
/// and a real browser judges it by the real one. So tests mean the same in any year. Cookies that are being removed keep theirs.
/// </summary>
internal sealed class SessionCookies(TimeProvider clock) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Response.OnStarting(() =>
            {
                var cookies = context.Response.Headers.SetCookie;
                context.Response.Headers.SetCookie = cookies.Select(Timeless).ToArray();
                return Task.CompletedTask;
            });
            return rest(context);
        });
        next(app);
    };

    private string? Timeless(string? line)
    {
        if (!SetCookieHeaderValue.TryParse(line, out var cookie) || cookie.Expires is not { } until || until <= clock.GetUtcNow())
        {
            return line;
        }

        cookie.Expires = null;
        return cookie.ToString();
    }
}
