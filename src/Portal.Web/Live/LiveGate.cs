using Microsoft.Extensions.Options;
using Portal.Core;

namespace Portal.Web.Live;

/// <summary>
/// Stands before the hub: refuses pages of other sites, which would otherwise read along with a visitor's cookie, and
/// connections over the limits. A WebSocket's request lasts as long as its connection, so leaving here gives its place back.
/// </summary>
internal sealed class LiveGate(RequestDelegate next, LiveConnections connections, IOptions<PortalOptions> portal, IHostEnvironment environment)
{
    /// <summary>Whether a request is for the hub.</summary>
    public static bool IsForHub(HttpRequest request) => request.Path.StartsWithSegments(LiveServices.HubPath, StringComparison.OrdinalIgnoreCase);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsForHub(context.Request))
        {
            await next(context);
            return;
        }

        if (!IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var place = connections.TryEnter(LivePerson.IdOf(context.User), LivePerson.NetworkOf(context.Connection.RemoteIpAddress));
        if (place is null)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        await next(context);
    }

    /// <summary>
    /// Browsers always say where a page is from; programs that say nothing carry no one's cookie by accident. What the request says of its
    /// own host counts in Development only, where the portal may be reached by several names.
    /// </summary>
    private bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && (IsSame(from, new Uri(portal.Value.BaseAddress))
                    || (environment.IsDevelopment() && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase))));
    }

    private static bool IsSame(Uri one, Uri other) =>
        string.Equals(one.GetLeftPart(UriPartial.Authority), other.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
