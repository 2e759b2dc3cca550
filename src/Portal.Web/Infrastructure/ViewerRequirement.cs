using Microsoft.AspNetCore.Authorization;
using Portal.Core.Accounts.SecondStep;

namespace Portal.Web.Infrastructure;

/// <summary>What must be true of the person of a request.</summary>
public sealed record ViewerRequirement(Func<Viewer, bool> IsMet) : IAuthorizationRequirement;

/// <summary>What must be true where one shows who one is: a person who is fully signed in, or one who has yet to set up a second step and has nothing to take it by.</summary>
public sealed record OwnKeysRequirement : IAuthorizationRequirement;

/// <summary>Lets who only gave a password set up a first second step, and never a further one.</summary>
public sealed class OwnKeysHandler(CurrentViewer current, SecondStepService steps) : AuthorizationHandler<OwnKeysRequirement>
{
    /// <inheritdoc />
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnKeysRequirement requirement)
    {
        if (current.Value is { IsConfirmed: true } || (current.Awaited is { } viewer && !(await steps.StateAsync(viewer.Id, CancellationToken.None)).IsSetUp))
        {
            context.Succeed(requirement);
        }
    }
}

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
