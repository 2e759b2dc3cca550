using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Portal.Web.Infrastructure;

/// <summary>Decides what a refused request gets: the page that helps where there is one, otherwise the error page.</summary>
public sealed class Refusals(AuthorizationMiddlewareResultHandler usual) : IAuthorizationMiddlewareResultHandler
{
    /// <summary>Where one confirms an address.</summary>
    public const string ConfirmPage = "/account/confirm";

    /// <inheritdoc />
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (context.GetEndpoint() is not { } endpoint || IsWrongMethod(endpoint))
        {
            // Nothing is there, or nothing of this method: the answer is 404 or 405, not an invitation to sign in.
            return next(context);
        }

        if (authorizeResult.Forbidden && context.RequestServices.GetRequiredService<CurrentViewer>().Value is { IsConfirmed: false })
        {
            context.Response.Redirect(ConfirmPage);
            return Task.CompletedTask;
        }

        return usual.HandleAsync(next, context, policy, authorizeResult);
    }

    // Routing's own answer where an address is known and the method is not. It is no route of anybody's, carries nothing and does nothing
    // but say 405 and which methods there are; its name is all that tells it.
    private static bool IsWrongMethod(Endpoint endpoint) =>
        endpoint is not RouteEndpoint && endpoint.Metadata.Count == 0 && string.Equals(endpoint.DisplayName, "405 HTTP Method Not Supported", StringComparison.Ordinal);
}
