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
        if (context.GetEndpoint() is null)
        {
            // Nothing is there: the answer is 404, not an invitation to sign in.
            return next(context);
        }

        if (authorizeResult.Forbidden && context.RequestServices.GetRequiredService<CurrentViewer>().Value is { IsConfirmed: false })
        {
            context.Response.Redirect(ConfirmPage);
            return Task.CompletedTask;
        }

        return usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
