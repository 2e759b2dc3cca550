using Microsoft.AspNetCore.Authorization;

namespace Portal.Web.Infrastructure;

/// <summary>What must be true of the person of a request.</summary>
public sealed record ViewerRequirement(Func<Viewer, bool> IsMet) : IAuthorizationRequirement;

/// <summary>Asks <see cref="CurrentViewer"/>: rights come from the database, never from the cookie.</summary>
public sealed class ViewerHandler(CurrentViewer current) : AuthorizationHandler<ViewerRequirement>
{
    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ViewerRequirement requirement)
    {
        if (current.Value is { } viewer && requirement.IsMet(viewer))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
