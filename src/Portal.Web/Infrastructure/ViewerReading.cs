using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Mail.Standings;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Fills <see cref="CurrentViewer"/> once a request by one query. A cookie whose account is gone, suspended, or has a newer
/// security stamp (a new password, signed out everywhere) counts for nothing from that moment on.
/// </summary>
public sealed class ViewerReading(RequestDelegate next, ViewerQueries viewers, AddressStandings standings, IOptions<IdentityOptions> identity, IOptions<PortalOptions> portal)
{
    /// <summary>Reads, then goes on.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentViewer current)
    {
        var claims = identity.Value.ClaimsIdentity;
        if (current.Value is null && Guid.TryParse(context.User.FindFirst(claims.UserIdClaimType)?.Value, out var id))
        {
            // The cookie says the address: with another one it is void, for the security stamp is another.
            var address = standings.HashOf(context.User.FindFirst(claims.EmailClaimType)?.Value) ?? [];
            var facts = await viewers.ReadAsync(id, address, context.RequestAborted);
            var stamp = context.User.FindFirst(claims.SecurityStampClaimType)?.Value;
            if (facts is { IsSuspended: false } && string.Equals(facts.SecurityStamp, stamp, StringComparison.Ordinal))
            {
                current.Value = Viewer.From(facts, portal.Value.TimeZone);
            }
            else
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        await next(context);
    }
}
