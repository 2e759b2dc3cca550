using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Bookings.Parties;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Parties;

/// <summary>Whoever joins to come along with a group does not count against the limit of their network address, as far as the group's link vouches for them.</summary>
public sealed class InvitedRegistrations(RequestDelegate next)
{
    /// <summary>Looks at the address to come back to, which stands in that of the form.</summary>
    public async Task InvokeAsync(HttpContext context, PartyVouching vouching)
    {
        if (HttpMethods.IsPost(context.Request.Method)
            && context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == RateLimits.Registering
            && GroupAddress.TokenOf(context.Request.Query["back"]) is { } token
            && await vouching.TryAsync(token, context.RequestAborted))
        {
            RateLimits.VouchFor(context);
        }

        await next(context);
    }
}
